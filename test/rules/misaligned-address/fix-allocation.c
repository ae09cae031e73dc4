// platforms: illumos, linux
// apply: posix_memalign
#include <stdlib.h>
#include <sys/mman.h>

char *table(size_t length)
{
    char *start = malloc(length);

    if (start == NULL)
        return NULL;
    if (mlock(start, length) == -1) { // expect: misaligned-address @illumos
        free(start);
        return NULL;
    }
    return start;
}
