// repair: {"kind": "allocate-pages", "allocation": "malloc(length)"}
// platform: illumos
#include <stdlib.h>
char *pages(size_t length)
{
    char *key;

    if ((key = malloc(length)) == NULL)
        return NULL;
    return key;
}
