// platforms: linux
// title: the call stands in a macro
#include <stdlib.h>

#define HOLD(p, n) mlock((p), (n))

int hold(void *p, size_t n) { return HOLD(p, n); } // expect?: missing-feature-macro
