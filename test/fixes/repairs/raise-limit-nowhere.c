// repair: {"kind": "raise-limit", "at": "return mlock(limit, sizeof limit);"}
// platform: illumos
// refused: it has no such limit
#include <sys/mman.h>
static char limit[4096];
int enter(void) { return mlock(limit, sizeof limit); }
