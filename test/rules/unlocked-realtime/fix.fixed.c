#include <sched.h>
#include <stdio.h>
#include <stddef.h>
#include <sys/mman.h>

static void touch_stack(void)
{
    volatile char stack[65536];

    for (size_t at = 0; at < sizeof stack; at += 4096)
        stack[at] = 0;
}

static void touch_stack2(void)
{
    volatile unsigned char stack[65536];

    for (size_t at = 0; at < sizeof stack; at++)
        stack[at] = 0;
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    touch_stack();
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return 1;
    }
    touch_stack2();
    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1) {
        perror("sched_setscheduler");
        return 1;
    }
    return 0;
}
