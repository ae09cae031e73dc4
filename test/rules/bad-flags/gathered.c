// platforms: linux
// title: flags that are gathered begin somewhere, and that is no choice
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int lock_what_is_asked_for(int current, int future)
{
    int flags;

    flags = 0; // ok: one of them is added before the call
    if (current)
        flags |= MCL_CURRENT;
    if (future)
        flags |= MCL_FUTURE;
    if (current || future)
        return mlockall(flags);
    return 0;
}

int lock_on_fault(int current)
{
    int flags = MCL_ONFAULT; // ok: what it belongs to is added

    flags |= current ? MCL_CURRENT : MCL_FUTURE;
    return mlockall(flags);
}
