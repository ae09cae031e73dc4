// platforms: linux, qnx7
#include <stddef.h>
#include <sys/mman.h>
int lock_new(size_t n) {
    void *m = mmap(NULL, n, PROT_READ, MAP_ANON, -1, 0); // expect: bad-flags "MAP_SHARED"
    if (m == MAP_FAILED)
        return -1;
    return mlock(m, n);
}
