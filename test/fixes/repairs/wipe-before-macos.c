// repair: {"kind": "wipe-before", "range": "munlock(key, length)", "at": "return munlock(key, length);"}
// platform: macos
#include <sys/mman.h>

/* Done with it. */
int forget(void *key, size_t length)
{
    return munlock(key, length);
}
