// platforms: linux
// apply: Bring the pages in
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>
#include <sys/mman.h>

static struct sched_param parameter = {.sched_priority = 50};

int one(void)
{
    char *p = aligned_alloc(4096, 65536);

    if (p == NULL)
        return -1;
    if (mlock2(p, 65536, MLOCK_ONFAULT) == -1) { // expect info: weak-lock // expect?: leaked-lock
        free(p);
        return -1;
    }
    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1)
        return -1;
    p[0] = 1;
    return 0;
}

int all(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == -1) // expect? info: weak-lock
        return -1;
    return sched_setscheduler(0, SCHED_FIFO, &parameter);
}
