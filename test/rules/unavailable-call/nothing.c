// platforms: qnx7, qnx8
// title: QNX 8 locks all memory by itself
#include <stddef.h>
#include <sys/mman.h>

int hold(const void *start, size_t length)
{
    return mlock(start, length); // ok: the pages are locked all the same
}

int hold_right(const void *start, size_t length)
{
#if _NTO_VERSION >= 800
    return 0;
#else
    return mlock(start, length);
#endif
}
