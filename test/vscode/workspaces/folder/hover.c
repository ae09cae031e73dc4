#include <stdio.h>
#include <sys/mman.h>

static char key[4096] __attribute__((aligned(4096)));

int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (mlock(key, sizeof key) == -1)
        return 1;
    key[0] = 1;
    return puts("locked") < 0;
}
