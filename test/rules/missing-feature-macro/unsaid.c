// platforms: linux
// title: the macro may stand on the command line
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n) { return mlock2(p, n, MLOCK_ONFAULT); } // ok: -D_GNU_SOURCE is not seen here
