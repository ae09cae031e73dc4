#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <sys/resource.h>

int main(void)
{
    char *work;

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
            perror("setrlimit");
    }
    if (setuid(1000) == -1)
        return 1;
    work = malloc(1 << 20);
    if (work == NULL)
        return 1;
    work[0] = 1;
    return 0;
}
