// platforms: qnx7
// title: mlock() of lazily mapped memory
// shows: S0-20, S1-21, S3-16
#include <sched.h>
#include <string.h>
#include <sys/mman.h>

#define PAGES 16384

static char *kept;

int never_used(void)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED)
        return -1;
    return mlock(p, PAGES); // expect info: weak-lock "nothing references it"
}

int used_afterwards(void)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlock(p, PAGES) == -1) // ok: referenced right after it
        return -1;
    memset(p, 0, PAGES);
    return 0;
}

int used_before(void)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED)
        return -1;
    memset(p, 0, PAGES);
    return mlock(p, PAGES); // ok: the pages are there
}

char *handed_out(void)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlock(p, PAGES) == -1) // ok: the caller may use it
        return NULL;
    return p;
}

int kept_for_others(void)
{
    kept = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (kept == MAP_FAILED)
        return -1;
    return mlock(kept, PAGES); // ok: another function may use it
}

int in_real_time(const struct sched_param *parameter)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlock(p, PAGES) == -1) // expect? info: weak-lock "first used after"
        return -1;
    if (sched_setscheduler(0, SCHED_FIFO, parameter) == -1)
        return -1;
    p[0] = 1;
    return 0;
}
