// platforms: linux, qnx7, freebsd
// title: more than may usually be locked
// shows: S4-32
#include <stdio.h>
#include <sys/mman.h>

static char cache[64 * 1024 * 1024] __attribute__((aligned(65536)));
static char key[4096] __attribute__((aligned(65536)));

int main(void)
{
    if (mlock(key, sizeof key) == -1)
        return 1;
    if (mlock(cache, sizeof cache) == -1) { // expect? info: limit-exceeded @linux "8388608"
        perror("mlock");
        return 1;
    }
    return 0;
}
