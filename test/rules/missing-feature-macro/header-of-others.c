// platforms: linux
// title: somebody else's header may bring it
#include <stdlib.h>
#include <secure-memory.h>

int hold(void *p, size_t n) { return mlock(p, n); } // ok: nobody knows what <secure-memory.h> includes
