// platforms: linux
// title: a configuration of which nobody knows whether it exists makes its findings possible
#include <sys/mman.h>

int taken_as_a_whole(void *p) {
#if VERSION * VERSION == 1234321 && OTHER * VERSION > 77
    mlock(p, 4096);    // expect? warning: unchecked-result
#endif
    return 0;
}
