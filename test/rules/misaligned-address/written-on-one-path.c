// platforms: illumos
#include <string.h>
#include <sys/mman.h>

static char buf[16384] __attribute__((aligned(4096)));

struct flags {
    unsigned ready : 3;
    unsigned rest : 5;
};

struct device {
    int state;
    int *count;
};

static struct flags shared;

/* A field without an address of its own, written on one path and zero on the other. */
int of_a_static(int given)
{
    memset(&shared, 0, sizeof shared);
    if (given)
        shared.ready = 1;
    if (shared.ready == 1)
        return mlock(buf + 1, 4096); // expect: misaligned-address
    return 0;
}

int of_a_local(int given)
{
    struct flags own;
    memset(&own, 0, sizeof own);
    if (given)
        own.ready = 1;
    if (own.ready == 0)
        return mlock(buf + 1, 4096); // expect: misaligned-address
    return 0;
}

/* What a parameter leads to is there on both paths. */
int of_a_parameter(struct device *device, int given)
{
    if (given)
        device->state = 9;
    if (device->state != 9)
        return mlock(buf + 1, 4096); // expect: misaligned-address
    return 0;
}

int behind_a_parameter(struct device *device, int given)
{
    if (*device->count < 5) {
        if (given)
            *device->count = 9;
        if (*device->count == 9)
            return mlock(buf + 1, 4096); // expect: misaligned-address
    }
    return 0;
}
