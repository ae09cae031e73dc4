// platforms: linux
// apply: Remove this unlock
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    char *area = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (area == MAP_FAILED) {
        perror("mmap");
        return EXIT_FAILURE;
    }
    if (mlock(area, 8192) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    area[0] = 1;
    munmap(area, 8192);
    if (munlock(area, 8192) == -1) // expect: unmapped-range
        perror("munlock");
    return 0;
}
