// repair: {"kind": "lock-all-before", "at": "if (sched_setscheduler(0, SCHED_FIFO, &first) == -1)", "functionName": "main"}
#include <sched.h>
#include <stdio.h>
int main(void)
{
    struct sched_param first = { .sched_priority = 1 };

    if (sched_setscheduler(0, SCHED_FIFO, &first) == -1)
        perror("sched_setscheduler");
    return 0;
}
