// platforms: linux
// title: who unlocks what a caller has locked, and wipes it where nobody can see
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct token { unsigned char *bytes; size_t size; };

void after(unsigned char *bytes, size_t size)
{
    if (munlock(bytes, size) == -1)
        abort();
    memset(bytes, 0, size); // expect: unwiped-secret
    free(bytes);
}

void surely(unsigned char *bytes, size_t size)
{
    if (munlock(bytes, size) == -1)
        abort();
    explicit_bzero(bytes, size);
    free(bytes);
}

void seen(unsigned char *bytes, size_t size, void (*look)(const void *))
{
    if (munlock(bytes, size) == -1)
        abort();
    memset(bytes, 0, size);
    look(bytes);
    free(bytes);
}

void other(unsigned char *bytes, size_t size, char *list)
{
    if (munlock(bytes, size) == -1)
        abort();
    memset(list, 0, 16);
    free(list);
}
