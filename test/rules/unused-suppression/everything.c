// platforms: linux
// title: without brackets a whole file says nothing, also of comments
/* mlock-lint: ignore-file kept as it came */
#include <sys/mman.h>

static char key[64];

void lock(void) {
    mlock(key, 64);
    mlock2(key, 64, 64);
    munlock(key, 64); // mlock-lint: ignore[bad-flags]
}
