// platforms: linux
// title: the headers of Linux have the numbers of its calls, whatever the file defines without them
#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <asm/unistd.h>
#include <unistd.h>

#ifndef __NR_munlock
#define __NR_munlock 150
#endif

static char key[4096];

static int lock_lazily(const void *start, size_t length, int flags)
{
#ifdef SYS_mlock2
    return (int)syscall(SYS_mlock2, length, start, flags);    // expect: wrong-argument
#else
    errno = ENOSYS;
    return mlock(length, start);    // ok: nobody compiles this
#endif
}

static int lock_lazily_as_is_right(const void *start, size_t length, int flags)
{
#if defined(__NR_mlock2)
    return (int)syscall(__NR_mlock2, start, length, flags);    // ok: address, length, flags
#else
    errno = ENOSYS;
    return mlock(length, start);    // ok: nobody compiles this
#endif
}

int lock_key(void)
{
    if (lock_lazily_as_is_right(key, sizeof key, MLOCK_ONFAULT) == 0) return 0;
    return lock_lazily(key, sizeof key, MLOCK_ONFAULT);
}

int unlock_key(void)
{
    return (int)syscall(__NR_munlock, sizeof key, key);    // expect: wrong-argument
}
