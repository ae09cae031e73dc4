// platforms: linux
// title: whoever raises the limit, or leaves that to the caller, knows of it
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char cache[64 * 1024 * 1024];

static void raise_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
            perror("setrlimit");
    }
}

int main(void)
{
    raise_limit();
    if (mlock(cache, sizeof cache) == -1)
        return 1;
    return 0;
}
