// platforms: linux, netbsd, freebsd, illumos
// title: mappings that are locked as they are made, beyond what the program lets itself lock
#define _GNU_SOURCE
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define LIMIT 65536
#define ACCESS (PROT_READ | PROT_WRITE)
#ifndef MAP_LOCKED
#define MAP_LOCKED 0
#endif
#define LOCKED (MAP_PRIVATE | MAP_ANON | MAP_LOCKED)

static int allow(size_t bytes)
{
    struct rlimit limit = { bytes, bytes };
    return setrlimit(RLIMIT_MEMLOCK, &limit);
}

static void *map(size_t bytes, int flags)
{
    return mmap(NULL, bytes, ACCESS, flags, -1, 0);
}

int direct(void)
{
    struct rlimit limit = { LIMIT, LIMIT };
    char *p;

    if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
        return -1;
    p = mmap(NULL, 131072, ACCESS, MAP_PRIVATE | MAP_ANON | MAP_LOCKED, -1, 0); // expect? warning: limit-exceeded @linux "with MAP_LOCKED, the 131072 bytes"
    return p == MAP_FAILED ? -1 : 0;
}

int through_macro_and_variable(void)
{
    int flags = LOCKED;
    char *p;

    if (allow(LIMIT) == -1)
        return -1;
    p = mmap(NULL, 2 * LIMIT, ACCESS, flags, -1, 0); // expect?: limit-exceeded @linux
    return p == MAP_FAILED ? -1 : 0;
}

int with_a_lock(void)
{
    char *p, *q;

    if (allow(LIMIT) == -1)
        return -1;
    p = mmap(NULL, 49152, ACCESS, LOCKED, -1, 0); // ok: it fits
    if (p == MAP_FAILED)
        return -1;
    q = mmap(NULL, 32768, ACCESS, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (q == MAP_FAILED)
        return -1;
    return mlock(q, 32768); // expect?: limit-exceeded @linux "81920 bytes"
}

int after_a_mapping_that_is_gone(void)
{
    char *p, *q;

    if (allow(LIMIT) == -1)
        return -1;
    p = mmap(NULL, 49152, ACCESS, LOCKED, -1, 0); // ok: it fits
    if (p == MAP_FAILED || munmap(p, 49152) == -1)
        return -1;
    q = mmap(NULL, 49152, ACCESS, LOCKED, -1, 0); // ok: the first one is gone
    return q == MAP_FAILED ? -1 : 0;
}

int locked_once_more(void)
{
    char *p;

    if (allow(LIMIT) == -1)
        return -1;
    p = mmap(NULL, 49152, ACCESS, LOCKED, -1, 0); // ok: it fits
    if (p == MAP_FAILED)
        return -1;
    return mlock(p, 49152); // ok: the same pages
}

int not_locked(void)
{
    if (allow(LIMIT) == -1)
        return -1;
    return map(2 * LIMIT, MAP_PRIVATE | MAP_ANON) == MAP_FAILED ? -1 : 0; // ok: nothing is locked
}

int without_access(void)
{
    if (allow(LIMIT) == -1)
        return -1;
    return mmap(NULL, 2 * LIMIT, PROT_NONE, LOCKED, -1, 0) == MAP_FAILED ? -1 : 0; // ok: who counts that?
}

int without_a_lock_if_need_be(void)
{
    char *p;

    if (allow(LIMIT) == -1)
        return -1;
    p = mmap(NULL, 2 * LIMIT, ACCESS, LOCKED, -1, 0); // ok: refused, it is mapped without the lock
    if (p == MAP_FAILED)
        p = mmap(NULL, 2 * LIMIT, ACCESS, MAP_PRIVATE | MAP_ANON, -1, 0);
    return p == MAP_FAILED ? -1 : 0;
}

int from_the_heap_if_need_be(void)
{
    char *p;

    if (allow(LIMIT) == -1)
        return -1;
    p = mmap(NULL, 2 * LIMIT, ACCESS, LOCKED, -1, 0); // ok: refused, a block of the heap does
    if (p == MAP_FAILED)
        p = malloc(2 * LIMIT);
    return p == NULL ? -1 : 0;
}

int with_less(void)
{
    char *p;

    if (allow(LIMIT) == -1)
        return -1;
    p = mmap(NULL, 2 * LIMIT, ACCESS, LOCKED, -1, 0); // expect?: limit-exceeded @linux
    if (p == MAP_FAILED)
        return map(4096, MAP_PRIVATE | MAP_ANON) == MAP_FAILED ? -1 : 0;
    return 0;
}
