#include <sys/mman.h>
#include <stdint.h>
#include <unistd.h>
static char area[8192] __attribute__((aligned(4096)));
int enter(void) {
    if (mlock((void *)((uintptr_t)(area + 64) & ~((uintptr_t)sysconf(_SC_PAGESIZE) - 1)), 64 + ((uintptr_t)(area + 64) & ((uintptr_t)sysconf(_SC_PAGESIZE) - 1))) == -1)
        return -1;
    return 0;
}
