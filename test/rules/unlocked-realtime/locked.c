// platforms: linux, qnx7, illumos
// title: locked after the policy was set, in a function of its own
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static void touch_stack(void)
{
    volatile char stack[65536];

    for (size_t at = 0; at < sizeof stack; at += 4096)
        stack[at] = 0;
}

static int hold(void)
{
    return mlockall(MCL_CURRENT | MCL_FUTURE);
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1) // ok: hold() locks
        return 1;
    if (hold() == -1) {
        perror("mlockall");
        return 1;
    }
    touch_stack();
    for (;;)
        sched_yield();
}
