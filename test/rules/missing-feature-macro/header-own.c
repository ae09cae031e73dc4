// platforms: linux
// title: a header of the program's own brings it
#include <stdlib.h>
#include "system.h"

int hold(void *p, size_t n) { return mlock(p, n); } // ok: system.h includes it
