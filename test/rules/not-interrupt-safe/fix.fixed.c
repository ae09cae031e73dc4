#include <stdio.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

static char page[4096] __attribute__((aligned(4096)));
static volatile int count;

int critical(void) {
    int result;

    /* The handler writes there. */
    result = mlock(page, sizeof page);
    InterruptDisable();
    count++;
    InterruptEnable();
    return result;
}

int told(void) {
    InterruptDisable();
    count = 0;
    InterruptEnable();
    printf("count is back\n");
    return count;
}

int in_between(size_t length) {
    InterruptDisable();
    length = length + (size_t)count;
    (void)munlock(page, length);
    InterruptEnable();
    return count;
}
