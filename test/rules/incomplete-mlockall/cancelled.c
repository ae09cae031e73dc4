// platforms: linux, android, qnx6, illumos
// title: a second call for the present alone
#include <stdio.h>
#include <sys/mman.h>

static int lock_now(void)
{
    return mlockall(MCL_CURRENT); // expect: incomplete-mlockall @linux,android
}

int again(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    return lock_now();
}

int both_times(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    return mlockall(MCL_CURRENT | MCL_FUTURE); // ok: both again
}

int given_up_between(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    if (munlockall() == -1)
        return -1;
    return mlockall(MCL_CURRENT); // ok: the future was given up before
}

int on_purpose(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    /* This cancels MCL_FUTURE: from now on there is no time to lock. */
    return mlockall(MCL_CURRENT); // ok: the comment says so
}
