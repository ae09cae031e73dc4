// platforms: linux
// title: an array that is too small, and one that is only read
// shows: S4-24, S4-26
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>

static int touch_little(void)
{
    volatile char stack[512];

    for (size_t at = 0; at < sizeof stack; at++)
        stack[at] = 0;
    return stack[0];
}

static int only_read(void)
{
    volatile char stack[65536];
    int sum = 0;

    for (size_t at = 0; at < sizeof stack; at += 4096)
        sum += stack[at];
    return sum;
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (pthread_setschedparam(pthread_self(), SCHED_RR, &parameter) != 0) // expect? hint: unfaulted-stack
        return 1;
    for (int round = 0; round < 100; round++)
        (void)(touch_little() + only_read());
    return 0;
}
