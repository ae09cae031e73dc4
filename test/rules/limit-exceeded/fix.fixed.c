#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char cache[64 * 1024 * 1024];

int main(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
            perror("setrlimit");
    }
    if (mlock(cache, sizeof cache) == -1) {
        perror("mlock");
        return 1;
    }
    return 0;
}
