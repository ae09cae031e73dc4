// platforms: qnx7
// title: how far a loop got that nobody can count is nobody's to say
#include <sys/mman.h>
#include <sys/neutrino.h>

void swept(size_t n) {
    char *z = mmap(0, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (z == MAP_FAILED)
        return;
    for (size_t o = 0; o < n; o += 4096)
        z[o] = 0;
    InterruptDisable();
    z[0] = 1; // ok: the loop may have reached it
    InterruptEnable();
}

static void touch(volatile char *p, size_t n) {
    for (volatile char *end = p + n; p < end; p += 4096)
        *p = *p;
}

void swept_by_helper(size_t n) {
    char *z = mmap(0, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (z == MAP_FAILED)
        return;
    touch(z, n);
    InterruptDisable();
    z[4096] = 1; // ok: the helper may have reached it
    InterruptEnable();
}
