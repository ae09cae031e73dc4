// platforms: linux, illumos
// shows: S2-23
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

static char *map(size_t n) {
    char *m = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return m == MAP_FAILED ? NULL : m;
}

int after_munmap(void) {
    char *m = map(8192);
    if (!m)
        return -1;
    munmap(m, 8192);
    return mlock(m, 8192); // expect error: unmapped-range
}

int hole(void) {
    char *m = map(4 * 4096);
    if (!m)
        return -1;
    if (munmap(m + 4096, 4096) == -1)
        return -1;
    if (mlock(m, 4 * 4096) == -1) // expect: unmapped-range
        return -1;
    return mlock(m, 4096); // ok: before the hole
}

int beyond(void) {
    char *m = map(4096);
    if (!m)
        return -1;
    return mlock(m, 2 * 4096); // expect? warning: unmapped-range "beyond"
}

int null(void) {
    return mlock(NULL, 4096); // expect: unmapped-range "null"
}

int failed(size_t n) {
    char *m = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (m == MAP_FAILED)
        return mlock(m, n); // expect: unmapped-range
    return 0;
}

int untested(size_t n) {
    char *k = malloc(n);
    return mlock(k, n) == 0 ? 0 : -1; // ok @linux: whether malloc failed is another question
    // expect: misaligned-address @illumos
}

int forgotten_branch(size_t n) {
    char *m = map(n);
    if (!m)
        abort();
    return mlock(m, n); // ok: null does not get here
}
