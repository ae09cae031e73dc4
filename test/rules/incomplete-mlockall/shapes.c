// platforms: linux, android, freebsd, qnx6
// title: taken back by a macro, a variable, and where only one of two ways asked for the future
#include <stdio.h>
#include <sys/mman.h>

#define LOCK_NOW() mlockall(MCL_CURRENT)

int by_a_macro(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    return LOCK_NOW(); // expect: incomplete-mlockall @linux,android
}

int by_a_variable(void)
{
    int flags = MCL_CURRENT | MCL_FUTURE;

    if (mlockall(flags) == -1)
        return -1;
    flags &= ~MCL_FUTURE;
    return mlockall(flags); // expect: incomplete-mlockall @linux,android
}

int by_a_variable_right(void)
{
    int flags = MCL_CURRENT;

    if (mlockall(flags) == -1)
        return -1;
    flags |= MCL_FUTURE;
    return mlockall(flags); // ok: the second call asks for more
}

int after_a_failure(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == 0)
        return 0;
    perror("mlockall");
    return mlockall(MCL_CURRENT); // ok: the first call has asked for nothing
}
