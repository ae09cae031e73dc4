#include <string.h>
#include <sys/mman.h>
void use(const char *from)
{
    char key[64];
    strncpy(key, from, sizeof key);
    explicit_bzero(key, sizeof key);
}
