// platforms: linux
// title: without MCL_FUTURE, after it, and with a limit of the program's own
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char *block(void)
{
    char *fresh = malloc(100);

    fresh[0] = 1;
    return fresh;
}

static int current(void)
{
    if (mlockall(MCL_CURRENT) == -1)
        return -1;
    free(block());
    return 0;
}

static int over(void)
{
    if (mlockall(MCL_FUTURE) == -1)
        return -1;
    if (munlockall() == -1)
        return -1;
    free(block());
    return 0;
}

static int unlimited(void)
{
    struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };

    if (setrlimit(RLIMIT_MEMLOCK, &none) == -1)
        return -1;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    free(block());
    return 0;
}

int main(void)
{
    if (current() == -1 || over() == -1)
        return 1;
    return unlimited() == -1;
}
