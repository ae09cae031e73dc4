#include <stdlib.h>
#include <unistd.h>
char *pages(size_t length)
{
    char *key;

    void *pages2 = NULL;
    if ((key = (posix_memalign(&pages2, (size_t)sysconf(_SC_PAGESIZE), length) == 0 ? pages2 : NULL)) == NULL)
        return NULL;
    return key;
}
