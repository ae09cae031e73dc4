#include <stddef.h>
#include <sys/mman.h>
int use(char *area, size_t pages)
{
    if (mlock(area, pages * 4096) == -1)
        return -1;
    return munlock(area, pages * 4096);
}
