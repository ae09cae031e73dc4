#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
int main(void)
{
    struct sched_param first = { .sched_priority = 1 };

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return 1;
    }
    if (sched_setscheduler(0, SCHED_FIFO, &first) == -1)
        perror("sched_setscheduler");
    return 0;
}
