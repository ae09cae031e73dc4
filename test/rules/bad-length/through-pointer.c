// platforms: linux
// title: a call through a pointer is told by the name of what it reaches
#include <stddef.h>
#include <sys/mman.h>

typedef int (*lock_function)(const void *start, size_t length);

struct locker {
    lock_function lock;
};

static char page[4096] __attribute__((aligned(4096)));

int zero_through_variable(void)
{
    lock_function lock = mlock;

    return lock(page, 0); // expect: bad-length "given to mlock() is zero"
}

int zero_through_member(void)
{
    struct locker locker = { mlock };

    return locker.lock(page, 0); // expect: bad-length "given to mlock() is zero"
}

int whole_through_member(void)
{
    struct locker locker = { mlock };

    return locker.lock(page, sizeof page); // ok: bad-length
}
