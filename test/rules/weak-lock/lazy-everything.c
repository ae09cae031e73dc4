// platforms: qnx7, qnx6
// title: mlockall() leaves lazily mapped memory as it is
// shows: S0-20, S1-21
#include <sched.h>
#include <string.h>
#include <sys/mman.h>

#define PAGES 16384
#define LAZILY (MAP_PRIVATE | MAP_ANON | MAP_LAZY)

static void *map(int flags) { return mmap(NULL, PAGES, PROT_READ | PROT_WRITE, flags, NOFD, 0); }
static int hurry(const struct sched_param *parameter) { return sched_setscheduler(0, SCHED_FIFO, parameter); }

int direct(const struct sched_param *parameter)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlockall(MCL_CURRENT) == -1) // expect info: weak-lock "mlockall() brings in no page of lazily mapped memory"
        return -1;
    if (sched_setscheduler(0, SCHED_FIFO, parameter) == -1)
        return -1;
    p[0] = 1;
    return 0;
}

int through_calls(const struct sched_param *parameter)
{
    char *p = map(LAZILY);
    if (p == MAP_FAILED || mlockall(MCL_CURRENT | MCL_FUTURE) == -1 || hurry(parameter) == -1) // expect info: weak-lock
        return -1;
    memset(p, 0, PAGES);
    return 0;
}

int filled_in_time(const struct sched_param *parameter)
{
    char *p = map(LAZILY);
    if (p == MAP_FAILED || mlockall(MCL_CURRENT) == -1) // ok: every page is referenced before the time counts
        return -1;
    memset(p, 0, PAGES);
    return hurry(parameter);
}

int filled_before(const struct sched_param *parameter)
{
    char *p = map(LAZILY);
    if (p == MAP_FAILED)
        return -1;
    memset(p, 0, PAGES);
    if (mlockall(MCL_CURRENT) == -1 || hurry(parameter) == -1) // ok: the pages are there
        return -1;
    p[0] = 1;
    return 0;
}

int not_lazy(const struct sched_param *parameter)
{
    char *p = map(MAP_PRIVATE | MAP_ANON);
    if (p == MAP_FAILED || mlockall(MCL_CURRENT) == -1 || hurry(parameter) == -1) // ok: mlockall() brings it in
        return -1;
    p[0] = 1;
    return 0;
}

int no_hurry(void)
{
    char *p = map(LAZILY);
    if (p == MAP_FAILED || mlockall(MCL_CURRENT) == -1) // ok: all that is mapped is meant, and this need not be there yet
        return -1;
    p[0] = 1;
    return 0;
}
