// platforms: linux, freebsd
// title: whoever asks for the flag has asked for the call
#include <stddef.h>
#include <sys/mman.h>

int hold_if_known(const void *start, size_t length)
{
#ifdef MLOCK_ONFAULT
    return mlock2(start, length, MLOCK_ONFAULT);
#else
    return mlock(start, length);
#endif
}
