// platforms: linux
// title: one byte of each page is enough
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>

static void prefault(void)
{
    volatile char room[32 * 1024];

    for (size_t at = 0; at < sizeof room; at += 4096)
        room[at] = 1;
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    prefault();
    return sched_setscheduler(0, SCHED_FIFO, &parameter) == -1; // ok: the stack is there
}
