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
    explicit_bzero(key, sizeof key);
    if (munlock(key, sizeof key) == -1)
        perror("munlock");
    return 0;
}
