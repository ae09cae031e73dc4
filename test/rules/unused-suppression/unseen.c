// platforms: linux
// title: code that was not looked at: nobody knows what would be found there
#include <sys/mman.h>

static char key[64];

void lock(void) {
    mlock(key, 64); // expect: unchecked-result
#ifdef __QNXNTO__
    mlock(key, 64); // mlock-lint: ignore[misaligned-address] ok where it is compiled
#endif
#if 0
    mlock(key, 64); // mlock-lint: ignore[bad-flags]
#endif
}
