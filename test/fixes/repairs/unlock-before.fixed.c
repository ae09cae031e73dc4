#include <stdlib.h>
#include <sys/mman.h>
int use(size_t length)
{
    char *key = malloc(length);

    if (key == NULL || mlock(key, length) == -1) {
        free(key);
        return -1;
    }
    key[0] = 1;
    (void)munlock(key, length);
    free(key);
    return 0;
}
