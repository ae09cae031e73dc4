// platforms: linux
// apply: Compare with -1
// title: a whole program that waits for an errno in the result
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
int main(void) {
    size_t length = 3 * 4096;
    char *area = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (area == MAP_FAILED)
        return EXIT_FAILURE;
    if (mlock(area, length) == ENOMEM) { // expect: wrong-result-test
        perror("mlock");
        return EXIT_FAILURE;
    }
    area[0] = 1;
    return EXIT_SUCCESS;
}
