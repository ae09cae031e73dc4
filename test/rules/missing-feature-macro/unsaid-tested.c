// platforms: linux
// title: only where the headers show it
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n)
{
#ifdef MLOCK_ONFAULT
    return mlock2(p, n, MLOCK_ONFAULT); // ok: without the macro this is not compiled
#else
    return mlock(p, n);
#endif
}
