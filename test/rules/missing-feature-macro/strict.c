// platforms: linux
// title: what -std=c11 makes of the headers, which gnu11 does not
// assume: __STRICT_ANSI__=1
#include <stddef.h>
#include <sys/mman.h>

int lock(void *p, size_t n) { return mlock(p, n); } // ok: declared whatever is asked for

void *map(size_t n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); // expect? warning: missing-feature-macro "MAP_ANONYMOUS needs _DEFAULT_SOURCE"
}
