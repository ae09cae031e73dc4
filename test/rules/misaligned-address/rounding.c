// platforms: illumos, qnx7
// title: rounding is understood by value, not by its shape
// shows: S0-13, S2-22
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE_DOWN(x, p) ((void *)((uintptr_t)(x) & ~((uintptr_t)(p) - 1)))

int masked(char *buf, size_t n) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    char *k = malloc(n);
    if (!k)
        return -1;
    char *start = (char *)((uintptr_t)k & ~(page - 1));
    return mlock(start, n + (size_t)(k - start)); // ok: masked to the page
}

int by_macro(size_t n) {
    char *k = malloc(n);
    return k ? mlock(PAGE_DOWN(k, 4096), n) : -1; // expect? warning: hard-coded-page-size @illumos
}

int by_remainder(size_t n) {
    size_t page = (size_t)getpagesize();
    char *k = malloc(n);
    if (!k)
        return -1;
    uintptr_t a = (uintptr_t)k;
    a -= a % page;
    return mlock((void *)a, n); // ok: the remainder is taken off
}

int rounded_up(size_t n) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *k = malloc(n + page);
    if (!k)
        return -1;
    char *up = (char *)(((uintptr_t)k + page - 1) / page * page);
    return mlock(up, n); // ok: a multiple of the page
}

int shifted(size_t n) {
    char *m = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (m == MAP_FAILED)
        return -1;
    if (mlock(m + 2 * 4096, 4096) == -1) // ok: whole pages further on
        return -1;
    return mlock(m + 16, 4096); // expect: misaligned-address
}
