#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <stddef.h>
#include <sys/mman.h>

static void touch_stack(void)
{
    volatile unsigned char stack[65536];

    for (size_t at = 0; at < sizeof stack; at++)
        stack[at] = 0;
}

int main(void)
{
    struct sched_param high = { .sched_priority = 10 };

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return EXIT_FAILURE;
    }
    touch_stack();
    if (sched_setscheduler(0, SCHED_FIFO, &high) == -1) {
        perror("sched_setscheduler");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
