#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

static unsigned char key[4096] __attribute__((aligned(4096)));

int lock_key(void)
{
    if (mlock(key, sizeof key) == 0)
        return 0;
    printf("the key cannot be locked\n");
    return errno == EPERM ? 1 : 2;
}
