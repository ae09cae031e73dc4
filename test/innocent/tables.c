// platforms: linux, qnx7, illumos, freebsd, netbsd, macos
// title: tables of functions, and a ladder that chooses what is in them
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct keeper {
    const char *name;
    int (*hold)(void *start, size_t length);
    void (*let_go)(void *start, size_t length);
};

static int hold_pages(void *start, size_t length)
{
    if (mlock(start, length) == -1)
        return -errno;
    return 0;
}

static void let_go_of_pages(void *start, size_t length)
{
    /* Nothing can be done about a failure. */
    (void)munlock(start, length);
}

static int hold_nothing(void *start, size_t length)
{
    (void)start;
    (void)length;
    return 0;
}

static void let_go_of_nothing(void *start, size_t length)
{
    (void)start;
    (void)length;
}

static const struct keeper keepers[] = {
    { "pages", hold_pages, let_go_of_pages },
    { "none", hold_nothing, let_go_of_nothing },
};

static const struct keeper *chosen(void)
{
#if defined(__QNX__) && _NTO_VERSION >= 800
    return &keepers[1];
#elif defined(_POSIX_MEMLOCK_RANGE) && _POSIX_MEMLOCK_RANGE > 0
    return &keepers[0];
#elif defined(__linux__) || defined(__FreeBSD__) || defined(__NetBSD__) || defined(__APPLE__)
    return &keepers[0];
#else
    return getenv("KEEP_NOTHING") != NULL ? &keepers[1] : &keepers[0];
#endif
}

int keep(void *start, size_t length)
{
    const struct keeper *keeper = chosen();
    int result = keeper->hold(start, length);

    if (result < 0)
        fprintf(stderr, "%s: %s\n", keeper->name, strerror(-result));
    return result;
}

void give_back(void *start, size_t length)
{
    chosen()->let_go(start, length);
}
