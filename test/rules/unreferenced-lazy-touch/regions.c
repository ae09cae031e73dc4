// platforms: qnx7, qnx6
// shows: S1-22, S3-17
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/neutrino.h>
#include <unistd.h>

#define LEN (4 * 4096)

static char *lazy(void) {
    char *z = mmap(0, LEN, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    return z == MAP_FAILED ? NULL : z;
}

static intrspin_t spin;

void first_touch(void) {
    char *z = lazy();
    if (!z)
        return;
    InterruptDisable();
    z[0] = 1; // expect: unreferenced-lazy-touch
    InterruptEnable();
    z[4096] = 1; // ok: outside the region
}

void other_page(void) {
    char *z = lazy();
    if (!z)
        return;
    z[0] = 0;
    InterruptLock(&spin);
    z[100] = 1;  // ok: the same page
    z[4096] = 1; // expect: unreferenced-lazy-touch
    InterruptUnlock(&spin);
}

void swept(void) {
    char *z = lazy();
    if (!z)
        return;
    for (size_t o = 0; o < LEN; o += (size_t)sysconf(_SC_PAGESIZE))
        ((volatile char *)z)[o] = 0;
    InterruptLock(&spin);
    z[3 * 4096] = 1; // ok: every page was touched
    InterruptUnlock(&spin);
}

void swept_in_part(void) {
    char *z = lazy();
    if (!z)
        return;
    for (size_t o = 0; o < LEN; o += 2 * 4096)
        z[o] = 0;
    InterruptLock(&spin);
    z[2 * 4096] = 1; // ok: an even page
    z[3 * 4096] = 1; // expect: unreferenced-lazy-touch
    InterruptUnlock(&spin);
}

static void fill(char *p, size_t n) {
    memset(p, 0, n); // expect: unreferenced-lazy-touch
}

void through_helper(void) {
    char *z = lazy();
    if (!z)
        return;
    InterruptDisable();
    fill(z, 64);
    InterruptEnable();
}

void not_lazy(void) {
    char *m = mmap(0, LEN, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, NOFD, 0);
    if (m == MAP_FAILED)
        return;
    InterruptDisable();
    m[0] = 1; // ok: not lazy
    InterruptEnable();
}

void given(char *p) {
    InterruptDisable();
    p[0] = 1; // ok: nothing is known of it
    InterruptEnable();
}

extern void prepare(char *p);

void prepared_elsewhere(void) {
    char *z = lazy();
    if (!z)
        return;
    prepare(z);
    InterruptDisable();
    z[0] = 1; // ok: prepare may have touched it
    InterruptEnable();
}

void on_one_path(int cold) {
    char *z = lazy();
    if (!z)
        return;
    if (!cold)
        z[0] = 0;
    InterruptDisable();
    z[0] = 1; // expect? warning: unreferenced-lazy-touch
    InterruptEnable();
}
