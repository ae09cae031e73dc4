// repair: {"kind": "add-flag", "flags": "MCL_CURRENT | MCL_FUTURE", "flag": "MCL_FUTURE"}
// refused: it is there
#include <sys/mman.h>
int enter(void) { return mlockall(MCL_CURRENT | MCL_FUTURE); }
