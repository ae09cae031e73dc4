// platforms: linux, qnx7, illumos
// title: a real-time process, nothing locked
// shows: S4-14
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void work(void)
{
    double samples[4096] = { 0 };

    for (int i = 0; i < 4096; i++)
        samples[i] += 1.0;
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };
    struct timespec pause = { 0, 1000000 };

    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1) { // expect? info: unlocked-realtime
        perror("sched_setscheduler");
        return 1;
    }
    for (int round = 0; round < 100; round++) {
        work();
        nanosleep(&pause, NULL);
    }
    return 0;
}
