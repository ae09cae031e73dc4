// platforms: linux
#include <sys/mman.h>
int alone(void) { return mlockall(MCL_ONFAULT); }              // expect: bad-flags "beside it"
int beside(void) { return mlockall(MCL_CURRENT | MCL_ONFAULT); } // ok: says what to lock
