// platforms: linux
// apply: of the stack first
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return 1;
    }
    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1) { // expect?: unfaulted-stack
        perror("sched_setscheduler");
        return 1;
    }
    return 0;
}
