// platforms: linux
// apply: of the stack first
// title: a whole program: with the repair its stack is there
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    struct sched_param high = { .sched_priority = 10 };

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return EXIT_FAILURE;
    }
    if (sched_setscheduler(0, SCHED_FIFO, &high) == -1) { // expect?: unfaulted-stack
        perror("sched_setscheduler");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
