#include <sys/mman.h>

static char ring[8192] __attribute__((aligned(4096)));

int lock_ring(void)
{
    return mlock(ring + 16, 4096);
}
