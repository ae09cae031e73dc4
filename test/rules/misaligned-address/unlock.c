// platforms: illumos, linux, qnx6
// title: illumos wants munlock aligned as well
// shows: S2-26
#include <sys/mman.h>
static char area[8192] __attribute__((aligned(4096)));
int leave(void) {
    if (munlock(area + 64, 64) == -1) // expect: misaligned-address @illumos
        return -1;
    return 0;
}
