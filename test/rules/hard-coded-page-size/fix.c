// platforms: linux, illumos
// apply: Ask for the page size
#include <stdint.h>
#include <sys/mman.h>

int hold(char *p, size_t n)
{
    void *start = (void *)((uintptr_t)p & ~(uintptr_t)4095); // expect?: hard-coded-page-size

    return mlock(start, n + (size_t)(p - (char *)start));
}
