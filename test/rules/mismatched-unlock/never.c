// platforms: linux
// title: unlocked, and never locked
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static char table[8192] __attribute__((aligned(4096)));
static char other[4096] __attribute__((aligned(4096)));
static int is_locked;

extern int wants_lock(void);
extern void fill(char *, size_t);

static void *locked_pages(size_t length)
{
    return mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LOCKED, -1, 0);
}

/* Whoever calls has locked it, or not. */
void drop(char *p, size_t n) { (void)munlock(p, n); }

/* Another function may have locked it. */
void drop_table(void) { (void)munlock(table, sizeof table); }

int mapped_locked(void)
{
    char *p = locked_pages(4096);
    char *q = malloc(4096);
    if (p == MAP_FAILED || q == NULL)
        return -1;
    if (mlock(q, 4096) == 0)
        (void)munlock(q, 4096);
    (void)munlock(p, 4096);
    free(q);
    return munmap(p, 4096);
}

int failed(void)
{
    char *p = malloc(8192);
    if (p == NULL)
        return -1;
    if (mlock(p, 8192) == -1) {
        /* Part of it may have been locked. */
        (void)munlock(p, 8192);
        free(p);
        return -1;
    }
    (void)munlock(p, 8192);
    free(p);
    return 0;
}

int best_effort(void)
{
    char *p = malloc(8192), *q = malloc(8192);
    if (p == NULL || q == NULL || mlock(q, 8192) == -1)
        return -1;
    /* For want of it, unlocked. */
    (void)mlock(p, 8192);
    fill(p, 8192);
    (void)munlock(p, 8192);
    (void)munlock(q, 8192);
    free(p);
    free(q);
    return 0;
}

int where_wanted(void)
{
    char *p = malloc(8192), *q = malloc(8192);
    if (p == NULL || q == NULL || mlock(q, 8192) == -1)
        return -1;
    if (wants_lock())
        is_locked = mlock(p, 8192) == 0;
    p[0] = 1;
    (void)munlock(p, 8192);
    (void)munlock(q, 8192);
    free(p);
    free(q);
    return 0;
}

int somebody_locks(void (*lock)(void *, size_t))
{
    char *p = malloc(8192), *q = malloc(8192);
    if (p == NULL || q == NULL || mlock(q, 8192) == -1)
        return -1;
    lock(p, 8192);
    (void)munlock(p, 8192);
    (void)munlock(q, 8192);
    free(p);
    free(q);
    return 0;
}

/* Nobody knows whether the whole process is locked, and this page is let go of. */
int exempt(void)
{
    char *p = valloc(4096);
    if (p == NULL)
        return -1;
    (void)munlock(p, 4096);
    p[0] = 1;
    free(p);
    return 0;
}

int copy_and_paste(void)
{
    char *p = malloc(8192), *q = malloc(8192);
    if (p == NULL || q == NULL || mlock(q, 8192) == -1)
        return -1;
    q[0] = p[0] = 1;
    (void)munlock(p, 8192); // expect?: mismatched-unlock "never locked"
    (void)munlock(q, 8192);
    free(p);
    free(q);
    return 0;
}
