// platforms: linux
// apply: Add MCL_CURRENT
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    char *work = malloc(1 << 20);

    if (work == NULL)
        return 1;
    if (mlockall(MCL_FUTURE) == -1) // expect: incomplete-mlockall
        return 1;
    work[0] = 1;
    return 0;
}
