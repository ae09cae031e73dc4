// platforms: qnx7
// title: what others may call with interrupts enabled, or what was not followed everywhere, is not unsafe on every path
#include <stdio.h>
#include <unistd.h>
#include <sys/neutrino.h>

int waits;

void tell(int n) {
    printf("%d\n", n); // expect? warning: not-interrupt-safe
}

static void only_here(int n) {
    printf("%d\n", n); // expect: not-interrupt-safe
}

static void given_too(int n) {
    printf("%d\n", n); // expect? warning: not-interrupt-safe
}

static void where_nobody_looked(void) {
    printf("waiting\n"); // expect? warning: not-interrupt-safe
}

void in_the_dark(void) {
    where_nobody_looked();
}

void poll(void) {
    ThreadCtl(_NTO_TCTL_IO, 0);
    InterruptDisable();
    tell(1);
    only_here(1);
    given_too(1);
    where_nobody_looked();
    InterruptEnable();
}

extern void subscribe(void (*listener)(int));

void start(void) {
    subscribe(given_too);
}

static int descend(int n) {
    usleep(n); // expect? warning: not-interrupt-safe
    if (waits > n) return descend(waits);
    return n;
}

void dive(void) {
    InterruptDisable();
    descend(1);
    InterruptEnable();
}
