// platforms: linux
// title: a real-time program that has a key, too
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static unsigned char session_key[32];

static void touch_stack(void)
{
    unsigned char stack[65536];

    memset(stack, 0, sizeof stack);
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) // ok: the program has deadlines
        return 1;
    touch_stack();
    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1)
        return 1;
    session_key[0] = 1;
    explicit_bzero(session_key, sizeof session_key);
    return 0;
}
