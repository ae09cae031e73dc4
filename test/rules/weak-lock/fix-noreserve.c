// platforms: illumos
// title: memory that is reserved is locked
// apply: Remove MAP_NORESERVE
#include <stddef.h>
#include <sys/mman.h>

int fresh(void)
{
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED)
        return -1;
    return mlock(p, 8192); // expect warning: weak-lock
}
