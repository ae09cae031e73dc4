// platforms: linux
// apply: Lock the process's memory first
#include <sched.h>
#include <stdio.h>

static void touch_stack(void)
{
    volatile char stack[65536];

    for (size_t at = 0; at < sizeof stack; at += 4096)
        stack[at] = 0;
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    touch_stack();
    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1) { // expect?: unlocked-realtime
        perror("sched_setscheduler");
        return 1;
    }
    return 0;
}
