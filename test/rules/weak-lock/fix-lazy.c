// platforms: qnx7
// title: the mapping without the flag
// apply: Remove MAP_LAZY
#include <sched.h>
#include <sys/mman.h>

int direct(const struct sched_param *parameter)
{
    char *p = mmap(NULL, 16384, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlockall(MCL_CURRENT) == -1) // expect info: weak-lock
        return -1;
    if (sched_setscheduler(0, SCHED_FIFO, parameter) == -1)
        return -1;
    p[0] = 1;
    return 0;
}

int never_used(void)
{
    char *p = mmap(NULL, 16384, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_LAZY | MAP_ANON, NOFD, 0);
    if (p == MAP_FAILED)
        return -1;
    return mlock(p, 16384); // expect info: weak-lock
}
