// platforms: linux
// title: -std=c11, and what else there is
// assume: __STRICT_ANSI__=1
#define _DEFAULT_SOURCE
#include <stddef.h>
#include <sys/mman.h>

int lock(void *p, size_t n) { return mlock(p, n); }

void *map(size_t n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); // ok: shown
}
