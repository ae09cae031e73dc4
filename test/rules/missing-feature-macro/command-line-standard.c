// platforms: linux
// title: -D_POSIX_C_SOURCE=200809L
// assume: _POSIX_C_SOURCE=200809L
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n) { return mlock2(p, n, 0); } // expect? warning: missing-feature-macro "asks for a standard alone"

void *map(size_t n, int fd)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_LOCKED, fd, 0); // expect? warning: missing-feature-macro "MAP_LOCKED needs _DEFAULT_SOURCE"
}
