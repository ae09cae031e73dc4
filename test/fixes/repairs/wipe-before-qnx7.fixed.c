#include <sys/mman.h>
#include <stddef.h>

static void wipe(void *area, size_t length)
{
    volatile unsigned char *byte = area;

    while (length-- > 0)
        *byte++ = 0;
}

/* Done with it. */
int forget(void *key, size_t length)
{
    wipe(key, length);
    return munlock(key, length);
}
