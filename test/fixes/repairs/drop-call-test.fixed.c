#include <sys/mman.h>
static char page[4096];
int leave(int how)
{
    if (how == 1)
        goto out;
    page[0] = 0;
out:
    ;
    return 0;
}
