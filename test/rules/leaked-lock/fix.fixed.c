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
    (void)munlock(buf, length);
    free(buf);
    return 0;
}
