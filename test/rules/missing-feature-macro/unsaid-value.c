// platforms: linux
// title: a value for older headers is no prototype
#include <stddef.h>
#include <sys/mman.h>

#ifndef MLOCK_ONFAULT
#define MLOCK_ONFAULT 1
#endif

int hold(void *p, size_t n) { return mlock2(p, n, MLOCK_ONFAULT); } // expect? hint: missing-feature-macro
