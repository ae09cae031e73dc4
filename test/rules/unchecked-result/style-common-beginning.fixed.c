#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define PFX "ring: "
#define LOG_ERR(...) fprintf(stderr, __VA_ARGS__)

static char *ring;

static int new_ring(const char *name, size_t length)
{
    ring = malloc(length);
    if (ring == NULL) {
        LOG_ERR(PFX "%s: no memory\n", name);
        errno = ENOMEM;
        goto failed;
    }
    if (mlock(ring, length) == -1) {
        LOG_ERR(PFX "mlock() failed\n");
        goto failed;
    }
    return 0;
failed:
    return -1;
}

int main(void)
{
    return new_ring("first", 64) == 0 ? 0 : 1;
}
