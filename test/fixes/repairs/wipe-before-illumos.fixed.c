#include <sys/mman.h>
#include <string.h>

/* Done with it. */
int forget(void *key, size_t length)
{
    explicit_bzero(key, length);
    return munlock(key, length);
}
