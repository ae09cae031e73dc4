#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static char page[4096] __attribute__((aligned(4096)));

int main(void)
{
    if (mlock(page, sizeof page) == -1) {
        perror("mlock");
        return 1;
    }
    if (setuid(1000) == -1)
        return 1;
    page[0] = 1;
    return 0;
}
