#define __STDC_WANT_LIB_EXT1__ 1
#include <sys/mman.h>
#include <string.h>

/* Done with it. */
int forget(void *key, size_t length)
{
    (void)memset_s(key, length, 0, length);
    return munlock(key, length);
}
