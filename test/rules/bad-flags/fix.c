// platforms: linux
// apply: Join the flags
#include <sys/mman.h>
int enter(void) { return mlockall(MCL_CURRENT || MCL_FUTURE); } // expect: bad-flags
