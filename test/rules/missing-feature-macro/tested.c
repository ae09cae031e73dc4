// platforms: linux
// title: a program that does without
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <sys/mman.h>

#ifndef MAP_LOCKED
#define MAP_LOCKED 0
#endif
#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS MAP_ANON
#endif

int more(void *p, size_t n) { return mlock(p, n); }

void *map(size_t n, int fd)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_LOCKED, fd, 0); // ok: the flag is tested for
}
