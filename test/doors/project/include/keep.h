#include <sys/mman.h>

#define ENTER() __asm__ volatile("cli")
#define LEAVE() __asm__ volatile("sti")

int keep(const void *memory, unsigned long length);

static char spare[64];

static inline void keep_spare(void) {
    mlock(spare, sizeof spare); // mlock-lint: ignore[unchecked-result] nobody waits for it
    munlock(spare, sizeof spare);
}
