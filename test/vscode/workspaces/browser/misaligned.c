#include <sys/mman.h>

static struct {
    char head[16];
    char samples[4080];
} ring __attribute__((aligned(4096)));

int lock_ring(void)
{
    return mlock(ring.samples, sizeof ring.samples);
}
