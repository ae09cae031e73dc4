// platforms: linux, linux-2.4
// title: root only for a while, and given up only after the lock
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static char key[4096] __attribute__((aligned(4096)));

int main(void)
{
    uid_t root = geteuid();

    if (seteuid(1000) == -1)
        return 1;
    if (seteuid(root) == -1)
        return 1;
    if (mlock(key, sizeof key) == -1) { // ok: root again
        perror("mlock");
        return 1;
    }
    return setuid(1000) == -1; // ok: after the lock
}
