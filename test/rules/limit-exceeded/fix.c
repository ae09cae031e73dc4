// platforms: linux
// apply: Raise the limit
#include <stdio.h>
#include <sys/mman.h>

static char cache[64 * 1024 * 1024];

int main(void)
{
    if (mlock(cache, sizeof cache) == -1) { // expect? info: limit-exceeded
        perror("mlock");
        return 1;
    }
    return 0;
}
