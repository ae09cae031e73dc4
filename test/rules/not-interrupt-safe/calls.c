// platforms: qnx7, qnx6
// shows: S0-29, S3-28
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

static char page[4096] __attribute__((aligned(4096)));

static const struct sigevent *isr(void *area, int id) {
    if (mlock(page, sizeof page) == -1) // expect error: not-interrupt-safe
        return NULL;
    printf("interrupt %d\n", id); // expect error: not-interrupt-safe
    memset(area, 0, 16);          // ok: plain memory
    InterruptMask(id, -1);        // ok: allowed there
    return NULL;
}

static struct sigevent event;

int setup(int irq) {
    return InterruptAttach(irq, isr, &event, sizeof event, 0);
}

int critical(void) {
    int r;
    InterruptDisable();
    r = mlock(page, sizeof page); // expect warning: not-interrupt-safe
    InterruptEnable();
    if (r == -1)
        perror("mlock"); // ok: interrupts are enabled again
    return r;
}

int early(int quick) {
    InterruptDisable();
    if (quick) {
        InterruptEnable();
        return munlockall(); // ok: left before
    }
    InterruptEnable();
    return 0;
}

const struct sigevent *attached_elsewhere(void *area, int id) {
    if (munlock(area, 4096) == -1) // expect error: not-interrupt-safe
        return NULL;
    return NULL;
}
