// platforms: linux
// title: a prototype of its own
#include <stddef.h>
#include <sys/mman.h>

extern int mlock2(const void *, size_t, unsigned);

int hold(void *p, size_t n) { return mlock2(p, n, 0); } // ok: declared
