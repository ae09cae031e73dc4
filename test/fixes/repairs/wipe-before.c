// repair: {"kind": "wipe-before", "range": "munlock(key, sizeof key)", "at": "if (munlock(key, sizeof key) == -1)"}
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
static unsigned char key[4096];
int main(void)
{
    if (mlock(key, sizeof key) == -1) {
        perror("mlock");
        return 1;
    }
    key[0] = 1;
    if (munlock(key, sizeof key) == -1)
        perror("munlock");
    return 0;
}
