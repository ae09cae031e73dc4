// platforms: linux
// apply: Remove
#include <sys/mman.h>

/* mlock-lint: ignore-file[stale-errno] */ // expect: unused-suppression
static char key[64];

/* mlock-lint: disable[bad-flags] // expect: unused-suppression
 * over two lines */
int lock(void) {
    int failed = mlock(key, 64); // mlock-lint: ignore[unchecked-result] it is returned // expect: unused-suppression
    failed |= /* mlock-lint: ignore[bad-flags] */ mlock(key, 64); // expect: unused-suppression
    munlock(key, 64); // mlock-lint: ignore[bad-flags, unchecked-result] clean-up // expect: unused-suppression
    failed |= mlock(key, 64); // once more // mlock-lint: ignore[unchecked-result] // expect: unused-suppression
        /* mlock-lint: ignore[bad-flags] */ failed |= mlock(key, 64); // expect: unused-suppression
    return failed;
}
