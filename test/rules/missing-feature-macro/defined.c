// platforms: linux
// title: the macro stands on the command line
// assume: _GNU_SOURCE
#define _POSIX_C_SOURCE 200809L
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n) { return mlock2(p, n, MLOCK_ONFAULT); } // ok: -D_GNU_SOURCE
