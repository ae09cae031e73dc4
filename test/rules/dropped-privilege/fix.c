// platforms: linux-2.4
// apply: Move setuid() further down
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static char page[4096] __attribute__((aligned(4096)));

int main(void)
{
    if (setuid(1000) == -1)
        return 1;
    if (mlock(page, sizeof page) == -1) { // expect: dropped-privilege
        perror("mlock");
        return 1;
    }
    page[0] = 1;
    return 0;
}
