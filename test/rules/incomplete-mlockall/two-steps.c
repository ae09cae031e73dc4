// platforms: linux, qnx7, illumos
// title: one call for the present and one for the future
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    char *work = malloc(1 << 20);
    char *more;

    if (work == NULL)
        return 1;
    if (mlockall(MCL_CURRENT) == -1)
        return 1;
    if (mlockall(MCL_FUTURE) == -1)
        return 1;
    more = malloc(1 << 20);
    if (more == NULL)
        return 1;
    more[0] = work[0] = 1;
    return 0;
}
