// platforms: linux
// apply: Unlock it first
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int use_key(size_t length)
{
    char *key = malloc(length);

    if (key == NULL)
        return -1;
    if (mlock(key, length) == -1) {
        free(key);
        return -1;
    }
    memset(key, 1, length);
    free(key); // expect: leaked-lock
    return 0;
}
