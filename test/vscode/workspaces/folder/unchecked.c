#include <sys/mman.h>

static unsigned char key[4096] __attribute__((aligned(4096)));

void load_key(void)
{
    mlock(key, sizeof key);
    key[0] = 1;
}
