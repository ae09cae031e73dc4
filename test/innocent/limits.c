// platforms: linux, freebsd
/* Limits that are asked for, raised as far as they go, or a library's caller's business. */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char cache[64 * 1024 * 1024];

int hold_cache(void)
{
    return mlock(cache, sizeof cache);
}

int hold_what_fits(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_MEMLOCK, &limit) == -1)
        return -1;
    if (limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
            return -1;
    }
    if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < sizeof cache)
        return 1;
    return mlock(cache, sizeof cache);
}

/* A test sets the limit for the failure that it asks for. */
int refuses_more_than_the_limit(void)
{
    struct rlimit two_pages = { 8192, 8192 };
    char *area = mmap(NULL, 16384, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    int result;

    if (area == MAP_FAILED || setrlimit(RLIMIT_MEMLOCK, &two_pages) == -1)
        return -1;
    result = mlock(area, 16384);
    if (result != -1 || errno != ENOMEM) {
        fprintf(stderr, "expected ENOMEM, got %d\n", result);
        return -1;
    }
    return 0;
}
