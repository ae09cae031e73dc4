// platforms: linux
// title: a standard and nothing else
#define _XOPEN_SOURCE 700
#include <stddef.h>
#include <sys/mman.h>

int on_fault(void *p, size_t n) { return mlock2(p, n, MLOCK_ONFAULT); } // expect? warning: missing-feature-macro "_XOPEN_SOURCE alone"

int all(void) { return mlockall(MCL_CURRENT | MCL_FUTURE); } // ok: part of the standard
