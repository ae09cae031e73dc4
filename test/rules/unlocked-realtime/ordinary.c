// platforms: linux
// title: an ordinary policy, and another process's
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    struct sched_param parameter = { .sched_priority = 0 };

    if (argc > 1) {
        parameter.sched_priority = 10;
        return sched_setscheduler(atoi(argv[1]), SCHED_FIFO, &parameter) == -1; // ok: another process
    }
    return sched_setscheduler(0, SCHED_BATCH, &parameter) == -1; // ok: an ordinary policy
}
