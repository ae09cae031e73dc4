// platforms: linux, qnx7
// title: locked memory that somebody else has when its function returns
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#ifdef __QNX__
#include <sys/neutrino.h>
#endif

struct buffer { size_t size; char *bytes; };

static struct buffer buffer_new(size_t size)
{
    struct buffer made;

    made.size = size;
    made.bytes = aligned_alloc(4096, size);
    if (made.bytes == NULL || mlock(made.bytes, made.size) == -1) // ok: the record takes it along
        abort();
    memset(made.bytes, 7, size);
    return made;
}

int sign(void)
{
    struct buffer key = buffer_new(4096);
    int sum = key.bytes[0];

    memset(key.bytes, 0, key.size);
    if (munlock(key.bytes, key.size) == -1)
        return -1;
    free(key.bytes);
    return sum;
}

struct vault { char *big, *small; };

struct vault *vault_new(size_t size, int isBig)
{
    struct vault *vault = malloc(sizeof *vault);
    char *bytes = aligned_alloc(4096, 4096);

    if (vault == NULL || bytes == NULL || mlock(bytes, 4096) == -1) // ok: one member or the other leads to it
        abort();
    bytes[0] = 1;
    if (isBig)
        vault->big = bytes;
    else
        vault->small = bytes;
    return vault;
}

static _Atomic(char *) current;

int publish(void)
{
    char *ring = aligned_alloc(4096, 4096);

    if (ring == NULL)
        return -1;
    if (mlock(ring, 4096) == -1) { // ok: readers find it in `current`
        free(ring);
        return -1;
    }
    ring[0] = 1;
    atomic_store(&current, ring);
    return 0;
}

#ifdef __QNX__
struct device { unsigned base; int count; };

static const struct sigevent *isr(void *area, int id)
{
    struct device *device = area;

    device->count++;
    return NULL;
}

int attach(int irq)
{
    struct device *device = aligned_alloc(4096, 4096);

    if (device == NULL)
        return -1;
    if (mlock(device, sizeof *device) == -1) { // ok: the handler has it
        free(device);
        return -1;
    }
    device->base = 64;
    return InterruptAttach(irq, isr, device, sizeof *device, 0);
}
#endif
