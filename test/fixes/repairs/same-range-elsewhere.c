// repair: {"kind": "same-range", "lock": "mlock(area, 4096)", "unlock": "munlock(area, 1)"}
// refused: another function's names may be others
#include <sys/mman.h>
int enter(char *area) { return mlock(area, 4096); }
int leave(char *area) { return munlock(area, 1); }
