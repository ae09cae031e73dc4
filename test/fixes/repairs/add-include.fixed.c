#include <stdio.h>
#include <sys/mman.h>
int main(void)
{
    static char area[64];

    if (mlock(area, sizeof area) == -1) {
        perror("mlock");
        return 1;
    }
    return 0;
}
