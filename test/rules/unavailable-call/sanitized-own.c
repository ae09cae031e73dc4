// platforms: linux
// title: a function of the program's own
// assume: __SANITIZE_THREAD__=1
#include <stddef.h>
#include <sys/mman.h>

int mlock(const void *p, size_t n) { return p != NULL && n > 0 ? 0 : -1; }

int hold(void *p, size_t n) { return mlock(p, n); } // ok: nobody is in its place
