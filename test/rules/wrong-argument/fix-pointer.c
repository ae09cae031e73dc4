// platforms: linux
// apply: Give the pointer
#include <stdlib.h>
#include <sys/mman.h>

char *hold(void)
{
    char *key = malloc(4096);

    if (key == NULL)
        return NULL;
    if (mlock(&key, 4096) == -1) { // expect: wrong-argument
        free(key);
        return NULL;
    }
    return key;
}
