// platforms: linux
// title: sanitizers leave mlock2() alone
// assume: __SANITIZE_ADDRESS__=1
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n) { return mlock2(p, n, 0); } // ok: the kernel is asked
