// platforms: linux
// apply: Include
#include <stdlib.h>

int hold(void *p, size_t n)
{
    return mlock(p, n); // expect?: missing-feature-macro
}
