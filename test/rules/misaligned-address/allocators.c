// platforms: illumos, qnx6, linux
// title: an allocator promises what it promises, and no more
// shows: S3-08
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int from_malloc(size_t n) {
    char *k = malloc(n);
    if (k == NULL || mlock(k, n) == -1) // expect: misaligned-address @illumos,qnx6
        return -1;
    return 0;
}

int from_posix_memalign(size_t n) {
    void *k;
    if (posix_memalign(&k, 64, n) != 0)
        return -1;
    if (mlock(k, n) == -1) // expect: misaligned-address @illumos,qnx6
        return -1;
    return 0;
}

int from_page(size_t n) {
    void *k = NULL;
    long page = sysconf(_SC_PAGESIZE);
    if (posix_memalign(&k, page, n) != 0)
        return -1;
    if (mlock(k, n) == -1) // ok: aligned to the page that was asked for
        return -1;
    return 0;
}

int from_valloc(size_t n) {
    void *k = valloc(n);
    if (!k || mlock(k, n)) // ok: valloc gives whole pages
        return -1;
    return 0;
}

int on_stack(void) {
    char key[64];
    if (mlock(key, sizeof key) != 0) // expect: misaligned-address @illumos,qnx6 // expect: leaked-lock
        return -1;
    return 0;
}

int somebody_elses(void *p, size_t n) {
    return mlock(p, n); // ok: who calls knows what they give
}
