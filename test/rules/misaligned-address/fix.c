// platforms: illumos
// apply: Round the address
#include <sys/mman.h>
static char area[8192] __attribute__((aligned(4096)));
int enter(void) {
    if (mlock(area + 64, 64) == -1) // expect error: misaligned-address
        return -1;
    return 0;
}
