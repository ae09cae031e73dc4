#include <stdlib.h>
#include <sys/mman.h>

static char *names;

int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    names = malloc(100);
    if (names == NULL)
        return 1;
    names[0] = 0;
    return 0;
}
