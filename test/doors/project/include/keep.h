#include <sys/mman.h>

static char spare[64];

static inline void keep_spare(void) {
    mlock(spare, sizeof spare); // mlock-lint: ignore[unchecked-result] nobody waits for it
    munlock(spare, sizeof spare);
}
