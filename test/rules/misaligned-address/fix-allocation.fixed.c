#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

char *table(size_t length)
{
    void *pages = NULL;
    char *start = (posix_memalign(&pages, (size_t)sysconf(_SC_PAGESIZE), length) == 0 ? pages : NULL);

    if (start == NULL)
        return NULL;
    if (mlock(start, length) == -1) {
        free(start);
        return NULL;
    }
    return start;
}
