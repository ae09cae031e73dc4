// platforms: qnx7, qnx6
// shows: S1-21, S1-23, S1-24, S3-16, S3-18
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

static const struct sigevent *isr(void *area, int id) {
    ((char *)area)[0]++; // expect error: unreferenced-lazy-touch
    return NULL;
}

int setup(int irq, size_t n) {
    char *z = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (z == MAP_FAILED)
        return -1;
    return InterruptAttach(irq, isr, z, 4096, 0);
}

static const struct sigevent *good_isr(void *area, int id) {
    ((char *)area)[0]++; // ok: referenced before
    return NULL;
}

int good_setup(int irq) {
    char *z = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (z == MAP_FAILED)
        return -1;
    memset(z, 0, 4096);
    return InterruptAttach(irq, good_isr, z, 4096, 0);
}

static char *shared;

static void poke(void) {
    shared[8] = 1; // expect: unreferenced-lazy-touch
}

static const struct sigevent *helper_isr(void *area, int id) {
    poke();
    return NULL;
}

int helper_setup(int irq) {
    shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (shared == MAP_FAILED)
        return -1;
    if (mlock(shared, 4096) == -1)
        return -1;
    return InterruptAttach(irq, helper_isr, NULL, 0, 0);
}
