// platforms: linux
// title: MAP_LOCKED and MLOCK_ONFAULT, and memory that is first used in real time
// shows: S0-15
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LENGTH 65536
#define LOCKED_MEMORY (MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED)

static struct sched_param parameter = {.sched_priority = 50};

static int hurry(void) { return sched_setscheduler(0, SCHED_FIFO, &parameter); }

int direct(void)
{
    char *p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0); // expect info: weak-lock "after sched_setscheduler()"
    if (p == MAP_FAILED)
        return -1;
    if (sched_setscheduler(getpid(), SCHED_RR, &parameter) == -1)
        return -1;
    p[0] = 1;
    return 0;
}

int through_macro_and_call(void)
{
    char *p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, LOCKED_MEMORY, -1, 0); // expect info: weak-lock "MAP_LOCKED does not promise"
    if (p == MAP_FAILED || hurry() == -1)
        return -1;
    memset(p, 0, LENGTH);
    return 0;
}

int through_variable(void)
{
    int flags = MAP_SHARED | MAP_ANONYMOUS;
    char *p;
    flags |= MAP_LOCKED;
    p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, flags, -1, 0); // expect info: weak-lock
    if (p == MAP_FAILED || hurry() == -1)
        return -1;
    return p[4096];
}

int on_some_paths(int early)
{
    char *p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, LOCKED_MEMORY, -1, 0); // expect? info: weak-lock
    if (p == MAP_FAILED)
        return -1;
    if (early) {
        p[0] = 1;
        return munmap(p, LENGTH);
    }
    if (hurry() == -1)
        return -1;
    p[0] = 1;
    return 0;
}

int used_before(void)
{
    char *p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, LOCKED_MEMORY, -1, 0); // ok: filled before the time counts
    if (p == MAP_FAILED)
        return -1;
    memset(p, 0, LENGTH);
    if (hurry() == -1)
        return -1;
    p[0] = 1;
    return 0;
}

int locked_too(void)
{
    char *p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, LOCKED_MEMORY, -1, 0); // ok: mlock() brings it in, or says that it cannot
    if (p == MAP_FAILED || mlock(p, LENGTH) == -1 || hurry() == -1) // expect?: leaked-lock
        return -1;
    p[0] = 1;
    return 0;
}

int no_hurry(void)
{
    char *p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, LOCKED_MEMORY, -1, 0); // ok: a secret's page is locked as it is used
    if (p == MAP_FAILED)
        return -1;
    p[0] = 1;
    return 0;
}

int another_policy(void)
{
    char *p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, LOCKED_MEMORY, -1, 0); // ok: no real time
    if (p == MAP_FAILED || sched_setscheduler(0, SCHED_BATCH, &parameter) == -1)
        return -1;
    p[0] = 1;
    return 0;
}

void prepare(char *memory);

int somebody_else(void)
{
    char *p = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, LOCKED_MEMORY, -1, 0); // ok: prepare() may have used it
    if (p == MAP_FAILED)
        return -1;
    prepare(p);
    if (hurry() == -1)
        return -1;
    p[0] = 1;
    return 0;
}

int on_fault(void)
{
    char *p = aligned_alloc(4096, LENGTH);
    if (p == NULL)
        return -1;
    if (mlock2(p, LENGTH, MLOCK_ONFAULT) == -1 || hurry() == -1) // expect info: weak-lock "MLOCK_ONFAULT brings in no page" // expect?: leaked-lock
        return -1;
    p[0] = 1;
    return 0;
}

int without_the_flag(void)
{
    static char *p;
    p = aligned_alloc(4096, LENGTH);
    if (p == NULL)
        return -1;
    if (mlock2(p, LENGTH, 0) == -1 || hurry() == -1) // ok: like mlock()
        return -1;
    p[0] = 1;
    return 0;
}
