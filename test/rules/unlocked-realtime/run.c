// platforms: linux
// apply: Lock the process
// title: a whole program: with the repair all of it is locked
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    struct sched_param high = { .sched_priority = 10 };

    if (sched_setscheduler(0, SCHED_FIFO, &high) == -1) { // expect?: unlocked-realtime
        perror("sched_setscheduler");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
