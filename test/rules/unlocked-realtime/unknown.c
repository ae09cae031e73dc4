// platforms: linux, qnx7
// title: somebody whom nobody follows may lock
#include <sched.h>
#include <stdio.h>

int prepare(void);

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (prepare() == -1)
        return 1;
    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1)
        return 1;
    for (;;)
        sched_yield();
}
