// platforms: linux
// title: without root the limit holds, for mlockall() and for what MCL_FUTURE locks
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static char page[4096];

static int whole_process(void)
{
    return mlockall(MCL_CURRENT | MCL_FUTURE); // expect?: dropped-privilege
}

int main(int argc, char **argv)
{
    char *work;

    (void)argv;
    if (argc == 1) {
        if (setuid(1000) == -1)
            return 1;
        if (whole_process() == -1)
            perror("mlockall");
        return 0;
    }
    /* A page is within the limit of anybody. */
    if (argc == 2) {
        if (setuid(1000) == -1)
            return 1;
        return mlock(page, sizeof page) == -1;
    }
    if (argc == 3) {
        struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };

        if (setrlimit(RLIMIT_MEMLOCK, &none) == -1 || setuid(1000) == -1)
            return 1;
        return mlockall(MCL_CURRENT | MCL_FUTURE) == -1;
    }
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (setuid(1000) == -1) // expect? warning: dropped-privilege
        return 1;
    work = malloc(1 << 24);
    if (work == NULL)
        return 1;
    work[0] = 1;
    return 0;
}
