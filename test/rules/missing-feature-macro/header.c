// platforms: linux, illumos, qnx7
// title: the calls without their header
// shows: S0-03, S2-02
#include <stdio.h>
#include <stdlib.h>

int hold(void *p, size_t n)
{
    if (mlock(p, n) == -1) { // expect? warning: missing-feature-macro "<sys/mman.h>"
        perror("mlock");
        return -1;
    }
    return munlock(p, n); // ok: once is enough
}
