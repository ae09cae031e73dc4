// platforms: linux, freebsd
// title: mlock2() is Linux's own
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

int hold(const void *start, size_t length)
{
    return mlock2(start, length, 0); // expect error: unavailable-call @freebsd "has no mlock2()"
}

int hold_right(const void *start, size_t length)
{
#ifdef __linux__
    return mlock2(start, length, 0);
#else
    return mlock(start, length);
#endif
}
