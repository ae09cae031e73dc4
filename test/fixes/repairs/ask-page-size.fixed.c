#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void)
{
    size_t length = 2 * (size_t)sysconf(_SC_PAGESIZE);
    void *area = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (area == MAP_FAILED)
        return EXIT_FAILURE;
    if (mlock(area, length) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
