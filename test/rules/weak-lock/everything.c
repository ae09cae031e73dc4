// platforms: linux
// title: MCL_ONFAULT in a real-time program
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>

static struct sched_param parameter = {.sched_priority = 50};
static char work[1 << 16];

int in_real_time(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == -1) // expect? info: weak-lock "MCL_ONFAULT brings in no page"
        return -1;
    return pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameter);
}

int filled(void)
{
    if (mlockall(MCL_CURRENT | MCL_ONFAULT) == -1) // ok: what is needed is brought in
        return -1;
    memset(work, 0, sizeof work);
    return sched_setscheduler(0, SCHED_FIFO, &parameter);
}

int swept(void)
{
    if (mlockall(MCL_CURRENT | MCL_ONFAULT) == -1) // ok: page by page
        return -1;
    for (unsigned i = 0; i < sizeof work; i += 4096)
        work[i] = 0;
    return sched_setscheduler(0, SCHED_FIFO, &parameter);
}

int locked_again(void)
{
    if (mlockall(MCL_CURRENT | MCL_ONFAULT) == -1 || mlockall(MCL_CURRENT) == -1) // ok: the second brings all in
        return -1;
    return sched_setscheduler(0, SCHED_FIFO, &parameter);
}

int no_real_time(void)
{
    return mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT); // ok: what is not used need not be there
}
