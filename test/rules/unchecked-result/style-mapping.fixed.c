#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    char *first = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (first == MAP_FAILED) {
        perror("mmap");
        exit(EXIT_FAILURE);
    }
    char *second = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (second == MAP_FAILED) {
        perror("mmap");
        exit(EXIT_FAILURE);
    }
    if (mlock(first, 4096) == -1) {
        perror("mlock");
        exit(EXIT_FAILURE);
    }
    second[0] = 1;
    return 0;
}
