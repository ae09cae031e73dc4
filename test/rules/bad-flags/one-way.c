// platforms: linux
// title: one of the ways to the call has chosen the wrong flags
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>

enum mode { OFF, LAZY, ALL };

static int enter(int flags)
{
    return mlockall(flags); // expect?: bad-flags "on one path"
}

int one_case(enum mode mode)
{
    int flags = 0;

    switch (mode) {
    case LAZY:
        flags = MCL_ONFAULT;
        break;
    case ALL:
        flags = MCL_CURRENT | MCL_FUTURE;
        break;
    default:
        return 0;
    }
    return mlockall(flags); // expect? warning: bad-flags "on one path"
}

int one_case_right(enum mode mode)
{
    int flags = 0;

    switch (mode) {
    case LAZY:
        flags = MCL_CURRENT | MCL_ONFAULT;
        break;
    case ALL:
        flags = MCL_CURRENT | MCL_FUTURE;
        break;
    default:
        return 0;
    }
    return mlockall(flags); // ok: each of them says what to lock
}

int one_branch(int level)
{
    int flags = MCL_CURRENT;

    if (level == 0)
        flags = 0;
    else if (level > 1)
        flags = MCL_CURRENT | MCL_FUTURE;
    if (mlockall(flags) == -1) // expect?: bad-flags "zero"
        perror("mlockall");
    return 0;
}

int one_branch_right(int level)
{
    int flags = MCL_CURRENT;

    if (level == 0)
        flags = 0;
    else if (level > 1)
        flags = MCL_CURRENT | MCL_FUTURE;
    if (flags != 0 && mlockall(flags) == -1) // ok: who has nothing to lock does not come here
        perror("mlockall");
    return 0;
}

int one_side(int isWanted)
{
    return mlockall(isWanted ? MCL_CURRENT : 0); // expect?: bad-flags "zero"
}

int one_side_right(int isWanted)
{
    return mlockall(isWanted ? MCL_CURRENT | MCL_FUTURE : MCL_CURRENT); // ok: either side locks
}

int for_range(void *start, unsigned long length, int isLazy)
{
    unsigned flags = 0;

    if (isLazy)
        flags = MCL_ONFAULT;
    return mlock2(start, length, flags); // expect?: bad-flags "bits"
}

int for_range_right(void *start, unsigned long length, int isLazy)
{
    unsigned flags = 0;

    if (isLazy)
        flags = MLOCK_ONFAULT;
    return mlock2(start, length, flags); // ok: zero is mlock()
}

/* Which of them are set hangs together with who comes here. */
int gathered(int present, int future)
{
    int flags = 0;

    if (present)
        flags |= MCL_CURRENT;
    if (future)
        flags |= MCL_FUTURE;
    if (!present && !future)
        return 0;
    return mlockall(flags); // ok: nobody comes here with nothing
}

int through_a_call(int isLazy)
{
    int flags = MCL_CURRENT;

    if (isLazy)
        flags = MCL_ONFAULT;
    return enter(flags);
}
