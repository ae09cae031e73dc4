// platforms: qnx7
// title: what a recursive function does to interrupts and locks is not guessed
#include <stddef.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

static struct intrspin spinner;

static void settle(int n) {
    if (n > 0)
        settle(n - 1);
    InterruptUnlock(&spinner);
}

static void settle_at_once(int n) {
    if (n > 0)
        settle_at_once(n - 1);
}

int unlocked_by_then(int n) {
    char *area = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (area == MAP_FAILED)
        return -1;
    InterruptLock(&spinner);
    settle(n);
    *area = 1; // ok: interrupts are enabled again
    return munmap(area, 4096);
}

int still_locked(void) {
    char *area = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (area == MAP_FAILED)
        return -1;
    InterruptLock(&spinner);
    settle_at_once(3);
    *area = 1; // expect: unreferenced-lazy-touch
    InterruptUnlock(&spinner);
    return munmap(area, 4096);
}
