// platforms: macos, linux
// title: mlockall() is there on macOS, and always fails
// shows: S2-24, S1-02
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define LOCK_EVERYTHING() mlockall(MCL_CURRENT | MCL_FUTURE)

void direct(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) // expect error: unavailable-call @macos "always fails"
        exit(1);
}

void direct_right(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1 && errno != ENOSYS)
        exit(1);
}

void through_a_variable(void)
{
    int result = mlockall(MCL_CURRENT | MCL_FUTURE); // expect: unavailable-call @macos
    if (result < 0)
        err(1, "mlockall");
}

void through_a_macro(void)
{
    if (LOCK_EVERYTHING() != 0) // expect: unavailable-call @macos
        abort();
}

static int lock_everything(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) // expect: unavailable-call @macos
        return -1;
    return 0;
}

void through_a_call(void)
{
    if (lock_everything() < 0)
        exit(EXIT_FAILURE);
}

static int lock_if_possible(void)
{
    return mlockall(MCL_CURRENT | MCL_FUTURE);
}

void through_a_call_right(void)
{
    if (lock_if_possible() < 0)
        perror("running unlocked");
}

/* Whoever calls this may go on. */
int for_others(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    return 0;
}

void best_effort(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        fprintf(stderr, "memory may be paged out\n");
    puts("ready");
}

void elsewhere_only(void)
{
#ifdef __APPLE__
    puts("cannot lock");
#else
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        exit(1);
#endif
}

void told_apart(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == 0)
        return;
    switch (errno) {
    case ENOSYS:
        return;
    default:
        exit(1);
    }
}
