// platforms: auto
// title: what is said for the sake of other platforms is suppressed too
#include <sys/mman.h>

static char buffer[8192] __attribute__((aligned(4096)));

int lock(void) {
    return mlock(buffer + 1, 4096); // mlock-lint: ignore[misaligned-address] Linux only
}
