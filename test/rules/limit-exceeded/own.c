// platforms: linux, freebsd, illumos, qnx7
// title: more than the program lets itself lock
// shows: S1-32
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define LIMIT 65536
static char small[32768] __attribute__((aligned(65536)));
static char other[49152] __attribute__((aligned(65536)));
static char large[131072] __attribute__((aligned(65536)));
static int hold(const void *start, size_t length) { return mlock(start, length); }

static int allow(size_t bytes)
{
    struct rlimit limit;
    limit.rlim_cur = bytes;
    limit.rlim_max = bytes;
    return setrlimit(RLIMIT_MEMLOCK, &limit);
}

int direct(void)
{
    struct rlimit limit = { 65536, 65536 };
    if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
        return -1;
    return mlock(large, sizeof large); // expect?: limit-exceeded @linux // expect error: limit-exceeded @freebsd
}

int direct_right(void)
{
    struct rlimit limit = { 131072 + 65536, 131072 + 65536 };
    if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
        return -1;
    return mlock(large, sizeof large); // ok: it fits
}

int through_calls(void)
{
    if (allow(LIMIT) == -1)
        return -1;
    return mlock(large, 100000); // expect?: limit-exceeded @linux // expect: limit-exceeded @freebsd
}

int through_calls_right(void)
{
    if (allow(LIMIT) == -1)
        return -1;
    return hold(small, sizeof small); // ok: it fits
}

int together(void)
{
    if (allow(LIMIT) == -1)
        return -1;
    if (mlock(small, sizeof small) == -1)
        return -1;
    return mlock(other, sizeof other); // expect?: limit-exceeded @linux // expect: limit-exceeded @freebsd "81920"
}

int one_after_the_other(void)
{
    if (allow(LIMIT) == -1)
        return -1;
    if (mlock(small, sizeof small) == -1)
        return -1;
    if (munlock(small, sizeof small) == -1)
        return -1;
    return mlock(other, sizeof other); // ok: the first one is unlocked
}

int everything(void)
{
    if (allow(LIMIT) == -1)
        return -1;
    return mlockall(MCL_CURRENT); // expect?: limit-exceeded @linux,freebsd
}

int future_only(void)
{
    if (allow(LIMIT) == -1)
        return -1;
    return mlockall(MCL_FUTURE); // ok: nothing is locked yet
}

int unlimited(void)
{
    struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };
    if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
        return -1;
    return mlock(large, sizeof large); // ok: there is no limit
}

int as_much_as_is_allowed(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == -1 || limit.rlim_cur < sizeof large)
        return -1;
    return mlock(large, sizeof large); // ok: asked before
}

int raised_where_it_can_be(size_t bytes)
{
    struct rlimit limit = { bytes, bytes };
    if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
        return -1;
    return mlock(large, sizeof large);
}

int another_limit(void)
{
    struct rlimit limit = { 65536, 65536 };
    if (setrlimit(RLIMIT_STACK, &limit) == -1)
        return -1;
    return mlock(large, sizeof large); // ok: not the limit on locks
}
