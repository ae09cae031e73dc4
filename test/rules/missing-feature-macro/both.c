// platforms: linux
// title: a standard, and what else there is
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE
#include <stddef.h>
#include <sys/mman.h>

void *locked(size_t n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0); // ok: shown
}
