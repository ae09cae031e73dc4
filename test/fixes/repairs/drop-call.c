// repair: {"kind": "drop-call", "site": "munlock(page, 100)", "title": "Away"}
#include <stdio.h>
#include <sys/mman.h>
static char page[4096];
void leave(int fast)
{
    if (munlock(page, 4096) == -1)
        perror("munlock");
    if (fast)
        (void)munlock(page, 100);
    else
        page[0] = 0;
}
