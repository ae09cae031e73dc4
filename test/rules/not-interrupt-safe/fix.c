// platforms: qnx7
// apply: Move
#include <stdio.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

static char page[4096] __attribute__((aligned(4096)));
static volatile int count;

int critical(void) {
    int result;

    InterruptDisable();
    /* The handler writes there. */
    result = mlock(page, sizeof page); // expect: not-interrupt-safe
    count++;
    InterruptEnable();
    return result;
}

int told(void) {
    InterruptDisable();
    count = 0;
    printf("count is back\n"); // expect: not-interrupt-safe
    InterruptEnable();
    return count;
}

int in_between(size_t length) {
    InterruptDisable();
    length = length + (size_t)count;
    (void)munlock(page, length); // expect: not-interrupt-safe
    InterruptEnable();
    return count;
}
