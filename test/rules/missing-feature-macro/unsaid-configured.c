// platforms: linux
// title: configure has asked for it
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n)
{
#ifdef HAVE_MLOCK2
    return mlock2(p, n, 0); // ok: whoever asks for it asks with the macros of the build
#else
    return mlock(p, n);
#endif
}
