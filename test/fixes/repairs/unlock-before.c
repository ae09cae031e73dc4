// repair: {"kind": "unlock-before", "lock": "mlock(key, length)", "at": "free(key);"}
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
    free(key);
    return 0;
}
