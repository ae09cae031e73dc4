// platforms: linux
// title: a build with the thread sanitizer, and the lock behind a macro and a helper
// assume: __SANITIZE_THREAD__=1
#include <sys/mman.h>

#define HOLD_ALL() mlockall(MCL_CURRENT | MCL_FUTURE)

static int hold(void) { return HOLD_ALL(); } // expect hint: unavailable-call "thread sanitizer"

int start(void) { return hold(); }
