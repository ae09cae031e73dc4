#include <sys/mman.h>
#include <strings.h>

/* Done with it. */
int forget(void *key, size_t length)
{
    explicit_bzero(key, length);
    return munlock(key, length);
}
