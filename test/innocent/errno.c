// platforms: linux, qnx7, illumos
/* Failures that are looked into, told apart, and tried again for a while. */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum outcome { held, denied, too_much, later, broken };

enum outcome hold(const void *start, size_t length)
{
    if (mlock(start, length) == 0)
        return held;
    switch (errno) {
    case EPERM:
        return denied;
    case ENOMEM:
        return too_much;
    case EAGAIN:
        return later;
    default:
        return broken;
    }
}

int hold_within(const void *start, size_t length, unsigned seconds)
{
    while (mlock(start, length) == -1) {
        if (errno != EAGAIN || seconds-- == 0)
            return -1;
        sleep(1);
    }
    return 0;
}

int hold_all_if_there_is_a_way(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == 0)
        return 0;
    if (errno == ENOSYS || errno == EPERM)
        return 1;
    fprintf(stderr, "mlockall: %s\n", strerror(errno));
    return -1;
}

/* Another call is asked in its turn, through a wrapper that makes its result smaller; errno is that one's. */
extern long ask_kernel(int number, const void *start, size_t length);

static int ask(const void *start, size_t length)
{
    return (int)ask_kernel(7, start, length);
}

int hold_some_way(const void *start, size_t length)
{
    if (mlock(start, length) == 0)
        return 0;
    printf("no luck with mlock()\n");
    if (ask(start, length) == 0)
        return 0;
    return errno == ENOSYS ? -2 : -1;
}
