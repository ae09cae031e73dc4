#include <sys/mman.h>

static char key[64];

/* mlock-lint: disable[bad-flags] kept as it came */
void old(void) {
    mlock(key, sizeof key);
    mlockall(0);
}
/* mlock-lint: enable[bad-flags] */
