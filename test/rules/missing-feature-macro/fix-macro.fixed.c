#define _POSIX_C_SOURCE 200809L
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

int hold(void *p, size_t n)
{
    return mlock2(p, n, MLOCK_ONFAULT);
}
