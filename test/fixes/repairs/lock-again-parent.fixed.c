#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int work(char *p, size_t n)
{
    if (mlock(p, n) == -1)
        return -1;
    if (fork() == 0) {
        if (mlock(p, n) == -1)
            return -1;
        p[1] = 0;
    } else {
        exit(EXIT_SUCCESS);
    }
    return 0;
}
