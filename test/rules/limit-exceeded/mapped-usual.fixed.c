#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>

int main(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
            perror("setrlimit");
    }
    char *ring = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);

    if (ring == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    ring[0] = 1;
    return 0;
}
