// platforms: qnx7, illumos, linux
// shows: S0-12, S2-21
#include <sys/mman.h>
static char buf[8192] __attribute__((aligned(4096)));
int lock(void) {
    mlock(buf + 1, 4096);      // expect: unchecked-result
    //    ^^^^^^^ expect: misaligned-address @illumos,qnx7 "multiple of"
    return mlock(buf, 4096);   // ok: page-aligned, and the result is passed on
}
