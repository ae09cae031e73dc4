// platforms: linux, qnx6, illumos
// shows: S1-04, S1-31, S4-18, S4-34
#include <stdio.h>
#include <sys/mman.h>
int flags(int which) {
    if (mlockall(0) == -1) // expect error: bad-flags
        perror("zero");
    if (mlockall(MCL_CURRENT & MCL_FUTURE) == -1) // expect: bad-flags
        perror("and");
    if (mlockall(MCL_CURRENT || MCL_FUTURE) == -1) // expect: bad-flags "true or false"
        perror("or");
    if (mlockall(0xff) == -1) // expect: bad-flags
        perror("unknown");
    if (mlockall(which) == -1) // ok: the caller knows
        perror("which");
    int both = MCL_CURRENT | MCL_FUTURE;
    return mlockall(both); // ok: one or more of the flags
}
