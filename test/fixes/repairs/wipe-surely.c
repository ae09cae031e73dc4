// repair: {"kind": "wipe-surely", "site": "memset(key, 0, sizeof key)"}
#include <string.h>
#include <sys/mman.h>
void use(const char *from)
{
    char key[64];
    strncpy(key, from, sizeof key);
    memset(key, 0, sizeof key);
}
