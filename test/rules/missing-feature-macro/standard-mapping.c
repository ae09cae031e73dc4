// platforms: linux
// title: a standard and nothing else, and a flag of the mapping
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <sys/mman.h>

void *locked(size_t n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0); // expect?: missing-feature-macro "needs _DEFAULT_SOURCE"
}

int all(void *start, size_t length) { return mlock(start, length); } // ok: part of the standard
