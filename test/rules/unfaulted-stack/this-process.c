// platforms: linux
// title: its own number instead of 0
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sched_param parameter = { .sched_priority = 80 };

    (void)argv;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (argc > 1)
        return sched_setscheduler(argc, SCHED_RR, &parameter) == -1; // ok: another process
    return sched_setscheduler(getpid(), SCHED_RR, &parameter) == -1; // expect? hint: unfaulted-stack
}
