// platforms: linux, illumos, freebsd
// title: the policy by a variable, a helper and a macro; an ordinary one beside them
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

#define HURRY(policy) sched_setscheduler(0, policy, &(struct sched_param){ .sched_priority = 1 })

static int prefer(int policy)
{
    struct sched_param parameter = { .sched_priority = 1 };

    return sched_setscheduler(0, policy, &parameter); // expect? info: unlocked-realtime
}

int main(int argc, char **argv)
{
    struct sched_param parameter = { .sched_priority = 1 };
    int policy = SCHED_FIFO;

    (void)argv;
    switch (argc) {
    case 1:
        return prefer(SCHED_RR) == -1;
    case 2:
        return sched_setscheduler(0, policy, &parameter) == -1; // expect? info: unlocked-realtime
    case 3:
        return HURRY(SCHED_FIFO) == -1; // expect? info: unlocked-realtime
    case 4:
        return pthread_setschedparam(pthread_self(), SCHED_RR, &parameter) != 0; // expect? info: unlocked-realtime
    default:
        parameter.sched_priority = 0;
        return sched_setscheduler(0, SCHED_OTHER, &parameter) == -1; // ok: nothing is urgent
    }
}
