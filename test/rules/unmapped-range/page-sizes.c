// platforms: linux, freebsd
// title: what holds of one page size only is possible where pages may have another
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

static char *map(size_t n) {
    char *m = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return m == MAP_FAILED ? NULL : m;
}

int of_every_size(void) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *m = map(3 * page);
    if (!m)
        return -1;
    if (munmap(m + page, page) == -1)
        return -1;
    return mlock(m, 3 * page); // expect error: unmapped-range
}

int of_small_pages_only(void) {
    char *m = map(3 * 4096);
    if (!m)
        return -1;
    if (munmap(m + 4096, 4096) == -1)
        return -1;
    return mlock(m, 3 * 4096); // expect? warning: unmapped-range @linux "linux: fails with ENOMEM where pages have 4096 bytes"
    // expect error: unmapped-range @freebsd
}

int rounded(size_t n) {
    size_t page = (size_t)getpagesize();
    size_t whole = (n + page - 1) & ~(page - 1);
    char *m = map(whole);
    if (!m)
        return -1;
    return mlock(m, whole); // ok: whatever the size is
}

int two_of_them(void) {
    char *m = map(2 * PAGE_SIZE);
    if (!m)
        return -1;
    munmap(m, PAGE_SIZE);
    if (mlock(m + PAGE_SIZE, PAGE_SIZE) == -1) // ok: the second is still there
        return -1;
    return mlock(m, 2 * PAGE_SIZE); // expect error: unmapped-range
}
