// repair: {"kind": "drop-call", "site": "munlock(page, sizeof page)", "title": "Away"}
// refused: something is done after a success
#include <sys/mman.h>
static char page[4096];
int leave(void)
{
    if (munlock(page, sizeof page) == -1)
        page[0] = 1;
    else
        page[0] = 2;
    return page[0];
}
