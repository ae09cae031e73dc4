// platforms: linux, illumos
// title: the header is there, in a group that is looked at
#include <stdlib.h>
#ifdef HAVE_MLOCK
#include <sys/mman.h>
#endif

int hold(void *p, size_t n) { return mlock(p, n); } // ok: HAVE_MLOCK brings both
