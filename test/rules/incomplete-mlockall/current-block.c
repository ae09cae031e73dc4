// platforms: linux, qnx7, illumos
// title: a large block of the heap, taken by a function after the lock
#include <stdlib.h>
#include <sys/mman.h>

static char *buffer_new(size_t size)
{
    return calloc(1, size);
}

int main(void)
{
    char *buffer;
    int result = mlockall(MCL_CURRENT); // expect info: incomplete-mlockall

    if (result == -1)
        return 1;
    buffer = buffer_new(1 << 20);
    if (buffer == NULL)
        return 1;
    buffer[0] = 1;
    return 0;
}
