// platforms: linux, qnx7, illumos
// title: a lock that is tried again although nothing has changed
// shows: S0-26
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define UNTIL_DONE(call) while ((call) == -1) sleep(1)
static int hold(const void *start, size_t length) { return mlock(start, length); }

int direct(const void *start, size_t length)
{
    while (mlock(start, length) == -1) // expect?: unhandled-errno "until it succeeds"
        sleep(1);
    return 0;
}

int direct_right(const void *start, size_t length)
{
    int tries;
    for (tries = 0; mlock(start, length) == -1; tries++) {
        if (tries == 10)
            return -1;
        sleep(1);
    }
    return 0;
}

int through_a_variable(const void *start, size_t length)
{
    int result;
    do {
        result = mlock(start, length); // expect: unhandled-errno "EPERM"
    } while (result == -1 && errno == EPERM);
    return result;
}

int through_a_variable_right(const void *start, size_t length)
{
    int result;
    do {
        result = mlock(start, length); // ok: EAGAIN may pass
    } while (result == -1 && errno == EAGAIN);
    return result;
}

int through_a_macro(const void *start, size_t length)
{
    UNTIL_DONE(mlock(start, length)); // expect?: unhandled-errno
    return 0;
}

int saved(void)
{
    for (;;) {
        int error;
        if (mlockall(MCL_CURRENT) == 0) // expect: unhandled-errno "EPERM"
            break;
        error = errno;
        if (error != EPERM)
            return -1;
        fprintf(stderr, "waiting for the privilege\n");
    }
    return 0;
}

int interrupted(const void *start, size_t length)
{
    int result;
    do
        result = mlock(start, length); // expect hint: unhandled-errno "never sets EINTR"
    while (result == -1 && errno == EINTR);
    return result;
}

int less_each_time(const void *start, size_t length)
{
    while (mlock(start, length) == -1) // ok: less each time
        length /= 2;
    return 0;
}

int something_is_freed(const void *start, size_t length, void (*give_back)(void))
{
    while (mlock(start, length) == -1) // ok: something changes
        give_back();
    return 0;
}

int leaves_for_some(const void *start, size_t length)
{
    while (mlock(start, length) == -1) { // expect? warning: unhandled-errno @linux // expect? info: unhandled-errno @illumos
        if (errno == EPERM || errno == EINVAL)
            return -1;
        sleep(1);
    }
    return 0;
}

static void nap(unsigned milliseconds)
{
    struct timespec time = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
    nanosleep(&time, NULL);
}

struct area {
    void *start;
    size_t length;
    int is_locked;
};

int with_patience(struct area *area)
{
    unsigned milliseconds = 1;

    for (;;) {
        if (mlock(area->start, area->length) == 0) { // expect? warning: unhandled-errno @linux // expect? info: unhandled-errno @illumos
            area->is_locked = 1;
            return 0;
        }
        if (errno == EPERM || errno == EINVAL)
            return -1;
        nap(milliseconds);
        if (milliseconds < 512)
            milliseconds *= 2;
    }
}

int without_the_privilege(struct area *area)
{
    while (mlock(area->start, area->length) != 0) { // expect? warning: unhandled-errno "EPERM"
        if (errno == ENOMEM)
            return -1;
        nap(100);
    }
    return 0;
}

int for_memory(const void *start, size_t length)
{
    while (mlock(start, length) == -1 && (errno == EAGAIN || errno == ENOMEM)) // expect? warning: unhandled-errno @linux
        nap(10);
    return 0;
}

int with_patience_right(struct area *area)
{
    int tries;

    for (tries = 0; tries < 5; tries++) {
        if (mlock(area->start, area->length) == 0)
            return 0;
        if (errno == EPERM || errno == EINVAL)
            return -1;
        nap(1u << tries); // ok: it ends after five
    }
    return -1;
}

int less_memory(struct area *area)
{
    while (mlock(area->start, area->length) != 0) {
        if (errno == EPERM || errno == EINVAL)
            return -1;
        area->length /= 2; // ok: less each time
        nap(10);
    }
    return 0;
}

int leaves_for_all_that_lasts(struct area *area)
{
    while (mlock(area->start, area->length) != 0) { // expect? info: unhandled-errno @illumos
        if (errno == EPERM || errno == EINVAL || errno == ENOMEM)
            return -1; // ok: elsewhere what is left may pass
        nap(10);
    }
    return 0;
}

int each_of_many(const void *const *starts, size_t count, size_t length)
{
    size_t i;
    for (i = 0; i < count; i++)
        if (hold(starts[i], length) == -1)
            return -1;
    return 0;
}
