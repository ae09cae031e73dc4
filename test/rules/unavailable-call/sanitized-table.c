// platforms: linux
// title: called through a table; said where the call is the system's
// assume: __SANITIZE_ADDRESS__=1
#include <stddef.h>
#include <sys/mman.h>

struct ops {
    int (*lock)(const void *, size_t);
};

static int lock(const void *p, size_t n) { return mlock(p, n); } // expect hint: unavailable-call "does nothing"

static const struct ops ops = {lock};

int hold(void *p, size_t n) { return ops.lock(p, n); }
