// repair: {"kind": "drop-call", "site": "munlock(page, sizeof page)", "title": "Away"}
#include <sys/mman.h>
static char page[4096];
int leave(int how)
{
    if (how == 1)
        goto out;
    page[0] = 0;
out:
    if (munlock(page, sizeof page) < 0) {
        page[1] = 1;
        return -1;
    }
    return 0;
}
