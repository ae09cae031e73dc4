// platforms: linux
// title: the usual idiom, before or after mlockall()
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define MAX_SAFE_STACK (8 * 1024)

static void stack_prefault(void)
{
    unsigned char dummy[MAX_SAFE_STACK];

    memset(dummy, 0, MAX_SAFE_STACK);
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1) // ok: stack_prefault() follows
        return 1;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    stack_prefault();
    for (;;)
        sched_yield();
}
