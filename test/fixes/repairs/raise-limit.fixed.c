#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
static char limit[4096];
int main(void)
{
    struct rlimit limit2;
    if (getrlimit(RLIMIT_MEMLOCK, &limit2) == 0) {
        limit2.rlim_cur = limit2.rlim_max;
        if (setrlimit(RLIMIT_MEMLOCK, &limit2) == -1)
            perror("setrlimit");
    }
    if (mlock(limit, sizeof limit) == -1) {
        perror("mlock");
        return 1;
    }
    return 0;
}
