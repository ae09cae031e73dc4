// repair: {"kind": "ask-page-size", "span": "4096", "meant": "size"}
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
int main(void)
{
    size_t length = 2 * 4096;
    void *area = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (area == MAP_FAILED)
        return EXIT_FAILURE;
    if (mlock(area, length) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
