// platforms: freebsd, linux-2.4
// title: what the platform's headers lack is not compiled
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static int lock(const void *start, size_t length)
{
#ifdef SYS_mlock2
    return (int)syscall(SYS_mlock2, length, start, 0);    // ok: nobody compiles this
#else
    return (int)syscall(SYS_mlock, length, start);    // expect: wrong-argument
#endif
}

static int unlock(const void *start, size_t length)
{
#ifdef SYS_munlock
    return (int)syscall(SYS_munlock, start, length);    // ok: address, length
#else
    return munlock(length, start);    // ok: nobody compiles this
#endif
}

int lock_somehow(const void *start, size_t length)
{
    return lock(start, length) == 0 ? 0 : unlock(start, length);
}
