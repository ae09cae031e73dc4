#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int hold(char *p, size_t n)
{
    void *start = (void *)((uintptr_t)p & ~(uintptr_t)((size_t)sysconf(_SC_PAGESIZE) - 1));

    return mlock(start, n + (size_t)(p - (char *)start));
}
