// platforms: linux
// title: the macro comes first
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n) { return mlock2(p, n, MLOCK_ONFAULT); } // ok: declared
