// platforms: linux, qnx7, illumos
// title: what errno is asked for, and what it is not
// shows: S0-23, S0-25
#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int never_set(const void *start, size_t length)
{
    if (mlock(start, length) == -1) {
        if (errno == ENOSPC) // expect hint: unhandled-errno "never sets ENOSPC"
            return 1;
        return -1;
    }
    return 0;
}

int never_set_and_saved(const void *start, size_t length)
{
    if (mlock(start, length) == -1) {
        int error = errno;
        if (error == EBADF) // expect hint: unhandled-errno
            return 1;
        return -1;
    }
    return 0;
}

/* What other systems set is asked for in portable code. */
int portable(const void *start, size_t length)
{
    if (mlock(start, length) == -1)
        return errno == EAGAIN || errno == ENOMEM ? 1 : -1; // ok: what other systems set
    return 0;
}

int not_there(void)
{
    if (mlockall(MCL_CURRENT) == -1)
        return errno == ENOSYS ? 0 : -1; // ok: a system without it
    return 0;
}

int missed_in_a_switch(const void *start, size_t length)
{
    if (mlock(start, length) == 0)
        return 0;
    switch (errno) { // expect info: unhandled-errno "EAGAIN"
    case ENOMEM:
        return 1;
    case EPERM:
        return 2;
    default:
        abort();
    }
}

int missed_in_a_switch_right(const void *start, size_t length)
{
    if (mlock(start, length) == 0)
        return 0;
    switch (errno) {
    case EAGAIN:
    case ENOMEM:
        return 1;
    case EPERM:
        return 2;
    default:
        abort();
    }
}

int missed_in_a_ladder(const void *start, size_t length)
{
    if (mlock(start, length) == -1) {
        if (errno == EAGAIN) // expect info: unhandled-errno "EPERM"
            return 1;
        else if (errno == ENOMEM)
            return 2;
        else
            assert(0);
    }
    return 0;
}

int the_rest_is_an_error(const void *start, size_t length)
{
    if (mlock(start, length) == -1) {
        switch (errno) {
        case ENOMEM:
            return 1;
        case EPERM:
            return 2;
        default:
            perror("mlock");
            return -1;
        }
    }
    return 0;
}

/* Another call's errno. */
int of_another(const void *start, size_t length, const char *name)
{
    FILE *file = fopen(name, "r");
    if (file == NULL)
        return errno == ENOENT ? 1 : -1; // ok: of fopen()
    fclose(file);
    return mlock(start, length);
}
