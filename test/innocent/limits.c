// platforms: linux, freebsd
/* Limits that are asked for, raised as far as they go, or a library's caller's business. */
#include <stddef.h>
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
