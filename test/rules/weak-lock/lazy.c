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
    if (p == MAP_FAILED || mlock(p, PAGES) == -1) // expect? info: weak-lock "first used after" // expect?: leaked-lock
        return -1;
    if (sched_setscheduler(0, SCHED_FIFO, parameter) == -1)
        return -1;
    p[0] = 1;
    return 0;
}

int one_page_of_four(void)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlock(p, PAGES) == -1) // expect? hint: weak-lock "only the first is referenced" // expect: leaked-lock
        return -1;
    p[0] = 1;
    return 0;
}

int page_by_page(void)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlock(p, PAGES) == -1) // ok: each page is referenced
        return -1;
    for (int i = 0; i < PAGES; i += 4096)
        p[i] = 0;
    return 0;
}

int one_page(void)
{
    static char *p;
    p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlock(p, 4096) == -1) // ok: there is no other
        return -1;
    p[0] = 1;
    return 0;
}

static char *ring;

static int open_ring(void)
{
    ring = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (ring == MAP_FAILED)
        return -1;
    if (mlock(ring, PAGES) == -1) { // ok: whoever else has the ring may reference the rest
        munmap(ring, PAGES);
        return -1;
    }
    return 0;
}

int through_a_helper(void)
{
    if (open_ring() == -1)
        return -1;
    for (;;)
        ring[0]++;
}

char *first_page_then_handed_out(void)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlock(p, PAGES) == -1) // ok: a heading is written, and the caller does the rest
        return NULL;
    p[0] = 1;
    return p;
}

extern void fill(char *to, size_t length);

int first_page_then_given_to_another(void)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlock(p, PAGES) == -1) // ok: fill() may reference the rest
        return -1;
    p[0] = 1;
    fill(p, PAGES);
    return 0;
}

int first_page_until_it_is_unmapped(void)
{
    char *p = mmap(NULL, PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (p == MAP_FAILED || mlock(p, PAGES) == -1) // expect? hint: weak-lock "only the first is referenced"
        return -1;
    p[0] = 1;
    int first = p[0];
    munmap(p, PAGES);
    return first;
}
