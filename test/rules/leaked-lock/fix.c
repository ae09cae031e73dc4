// platforms: linux
// apply: Unlock it first
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int use_key(size_t length)
{
    char *buf = malloc(length);

    if (buf == NULL)
        return -1;
    if (mlock(buf, length) == -1) {
        free(buf);
        return -1;
    }
    memset(buf, 1, length);
    free(buf); // expect: leaked-lock
    return 0;
}
