// platforms: linux, android
// title: the policy by a variable, a helper and a macro
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>

#define HURRY(policy, level) \
    sched_setscheduler(0, policy, &(struct sched_param){ .sched_priority = level })

static int prefer(int policy, int level)
{
    struct sched_param parameter = { .sched_priority = level };

    return sched_setscheduler(0, policy, &parameter); // expect? hint: unfaulted-stack
}

int main(int argc, char **argv)
{
    struct sched_param parameter = { .sched_priority = 10 };
    int policy = SCHED_RR, result;

    (void)argv;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (argc == 1)
        result = prefer(SCHED_FIFO, 20);
    else if (argc == 2)
        result = sched_setscheduler(0, policy, &parameter); // expect? hint: unfaulted-stack
    else if (argc == 3)
        result = HURRY(SCHED_FIFO, 30); // expect? hint: unfaulted-stack
    else
        result = sched_setscheduler(0, SCHED_OTHER, &parameter); // ok: nothing is urgent
    return result == -1;
}
