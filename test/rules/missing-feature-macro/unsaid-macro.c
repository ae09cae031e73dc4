// platforms: linux
// title: through a macro of the file's own
#include <stddef.h>
#include <sys/mman.h>

#define HOLD(p, n) mlock2((p), (n), MLOCK_ONFAULT)

int hold(void *p, size_t n) { return HOLD(p, n); } // expect? hint: missing-feature-macro
