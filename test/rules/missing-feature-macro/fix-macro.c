// platforms: linux
// apply: Define _GNU_SOURCE
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <sys/mman.h>

int hold(void *p, size_t n)
{
    return mlock2(p, n, MLOCK_ONFAULT); // expect?: missing-feature-macro
}
