// platforms: linux, macos, android
// A char has a sign on x86-64 and on Apple's machines, and none on other ARMs.
#include <sys/mman.h>
int lock_all(void) {
    char last = (char)0xff;
    return mlockall(last < 0 ? MCL_CURRENT : 0); // expect: bad-flags @android
}
