// platforms: linux
// title: the macro comes after the first header
#include <stddef.h>
#define _GNU_SOURCE
#include <sys/mman.h>

static int hold(void *p, size_t n) { return mlock2(p, n, MLOCK_ONFAULT); } // expect? warning: missing-feature-macro "too late"

int use(void *p) { return hold(p, 4096); }
