// platforms: linux
// title: the program declares the call itself
#include <stdlib.h>

extern int mlock(const void *, size_t);

int hold(void *p, size_t n) { return mlock(p, n); } // ok: declared
