// repair: {"kind": "drop-call", "site": "munlock(page, sizeof page)", "title": "Away"}
#include <sys/mman.h>
static char page[4096];
int leave(void)
{
    return munlock(page, sizeof page);
}
