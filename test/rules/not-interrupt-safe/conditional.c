// platforms: qnx7
// title: what one branch taught, another copy of the value knows
#include <stdio.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

static intrspin_t spin;
static void enter(int safe) {
    if (safe)
        InterruptLock(&spin);
}
static void leave(int safe) {
    if (safe)
        InterruptUnlock(&spin);
}

void paired(int safe) {
    enter(safe);
    leave(safe);
    puts("done"); // ok: whoever locked has unlocked
}

void unpaired(int safe) {
    enter(safe);
    puts("done"); // expect? warning: not-interrupt-safe
    leave(safe);
}

static int hook(void *data, int class) {
    puts("hooked"); // expect error: not-interrupt-safe
    return 0;
}

int attach(void) {
    return InterruptHookTrace(hook, 0);
}
