// platforms: linux
// apply: Remove the call
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static char table[8192] __attribute__((aligned(4096)));

static int hold(void)
{
    if (mlock(table, sizeof table) == -1) {
        perror("mlock");
        return -1;
    }
    table[0] = 1;
    if (madvise(table, sizeof table, MADV_DONTNEED) == -1) // expect: broken-guarantee
        perror("madvise");
    return 0;
}

int main(void)
{
    return hold() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
