#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

static int work(char *p, size_t n)
{
    if (mlock(p, n) == -1)
        return -1;
    switch (fork()) {
    case -1:
        return -1;
    case 0: {
        if (mlock(p, n) == -1)
            _exit(1);
        p[1] = 0;
        if (p[2] == 0)
            _exit(2);
        _exit(0);
    }
    default:
        return 0;
    }
}
