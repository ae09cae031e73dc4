#include <sys/mman.h>

static char key[64];

int lock(void) {
    int failed = mlock(key, 64);
    failed |= mlock(key, 64);
    munlock(key, 64); // mlock-lint: ignore[unchecked-result] clean-up
    failed |= mlock(key, 64); // once more
        failed |= mlock(key, 64);
    return failed;
}
