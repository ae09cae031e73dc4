#include <stdio.h>
#include <sys/mman.h>
static char area[8192];
int main(void) {
    if (mlock(area, sizeof area) == -1) {
        perror("mlock");
        return 1;
    }
    return 0;
}
