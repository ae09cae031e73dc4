// platforms: linux
// title: a mapping that is locked if it may be, and not if it may not
#include <stdio.h>
#include <sys/mman.h>

#define RING (64 << 20)

static void *map(int flags)
{
    return mmap(NULL, RING, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0); // ok: one of two ways
}

int main(void)
{
    char *other = mmap(NULL, RING, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0); // ok: it is tried
    if (other == MAP_FAILED) {
        fprintf(stderr, "not locked: it may be slow\n");
        other = mmap(NULL, RING, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    }
    char *ring = map(MAP_LOCKED);
    if (ring == MAP_FAILED)
        ring = map(0);
    if (ring == MAP_FAILED || other == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    ring[0] = 1;
    other[0] = 1;
    return 0;
}
