// platforms: linux
// title: -D_GNU_SOURCE
// assume: _GNU_SOURCE=1
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n) { return mlock2(p, n, MLOCK_ONFAULT); } // ok: the command line defines it
