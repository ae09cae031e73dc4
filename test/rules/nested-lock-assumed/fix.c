// platforms: linux
// apply: Remove this unlock
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static char table[8192] __attribute__((aligned(4096)));

int main(void)
{
    if (mlock(table, sizeof table) == -1 || mlock(table, sizeof table) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    table[0] = 1;
    if (munlock(table, sizeof table) == -1) // expect: nested-lock-assumed
        perror("munlock");
    table[1] = 2;
    if (munlock(table, sizeof table) == -1)
        perror("munlock");
    return 0;
}
