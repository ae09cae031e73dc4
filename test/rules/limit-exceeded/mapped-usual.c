// platforms: linux
// title: a mapping with MAP_LOCKED that is larger than what may usually be locked
// apply: Raise the limit
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    char *ring = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0); // expect? info: limit-exceeded "that may usually be locked"

    if (ring == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    ring[0] = 1;
    return 0;
}
