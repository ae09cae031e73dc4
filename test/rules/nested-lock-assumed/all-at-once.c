// platforms: linux
// title: munlockall() ends what mlock() holds
#include <stdlib.h>
#include <sys/mman.h>

int start_up(void)
{
    char *key = valloc(4096);
    if (key == NULL)
        return -1;
    if (mlock(key, 4096) == -1) {
        free(key);
        return -1;
    }
    if (mlockall(MCL_CURRENT) == -1) {
        (void)munlock(key, 4096);
        free(key);
        return -1;
    }
    key[0] = 1;
    if (munlockall() == -1) // expect? info: nested-lock-assumed "munlockall() also ends"
        return -1;
    key[1] = 2;
    free(key);
    return 0;
}

int only_single_locks(void)
{
    char *key = valloc(4096);
    if (key == NULL)
        return -1;
    if (mlock(key, 4096) == -1) {
        free(key);
        return -1;
    }
    key[0] = 1;
    if (munlockall() == -1)
        return -1;
    key[1] = 2;
    free(key);
    return 0;
}
