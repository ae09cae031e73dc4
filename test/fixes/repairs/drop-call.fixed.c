#include <stdio.h>
#include <sys/mman.h>
static char page[4096];
void leave(int fast)
{
    if (munlock(page, 4096) == -1)
        perror("munlock");
    if (fast)
        ;
    else
        page[0] = 0;
}
