// platforms: linux
// title: the number before a system call's arguments is none of them
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static int lock_directly(const void *start, size_t length, int flags)
{
    return (int)syscall(SYS_mlock2, start, length, flags);    // ok: address, length, flags
}

static int lock_the_wrong_way(const void *start, size_t length)
{
    return (int)syscall(SYS_mlock, length, start);    // expect: wrong-argument
}

int lock_somehow(const void *start, size_t length)
{
    if (lock_directly(start, length, MLOCK_ONFAULT) == 0) return 0;
    if (mlock(start, length) == 0) return 0;
    return lock_the_wrong_way(start, length);
}
