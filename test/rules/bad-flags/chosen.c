// platforms: linux
// title: flags that are chosen on the way to the call
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

enum mode { NOTHING, LAZY, ALL };

int each_way(int isLazy)
{
    int flags = 0;

    if (isLazy)
        flags = MCL_ONFAULT;
    return mlockall(flags); // expect: bad-flags "on every path"
}

int each_case(enum mode mode)
{
    int flags;

    switch (mode) {
    case LAZY:
        flags = 16;
        break;
    case ALL:
        flags = 48;
        break;
    default:
        flags = 80;
    }
    return mlockall(flags); // expect: bad-flags "bits"
}

int one_way(enum mode mode)
{
    int flags = 0;

    if (mode == ALL)
        flags = MCL_CURRENT | MCL_FUTURE;
    return mlockall(flags); // ok: who has nothing to lock may not come here at all
}

int for_range(void *start, size_t length, int isLazy)
{
    return mlock2(start, length, isLazy ? 8 : 16); // expect: bad-flags
}

int united(int wantsFuture)
{
    return mlockall(MCL_CURRENT | (wantsFuture ? MCL_FUTURE : 0)); // ok: each of them is known
}
