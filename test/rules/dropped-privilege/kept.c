// platforms: linux
// title: with a limit or capabilities of its own, who is no longer root may go on locking
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static int limited(void)
{
    struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };

    return setrlimit(RLIMIT_MEMLOCK, &none);
}

int main(int argc, char **argv)
{
    char *work;

    (void)argv;
    if (argc > 1) {
        if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == -1)
            return 1;
    } else if (limited() == -1)
        return 1;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) // ok: the right is there still
        return 1;
    if (setuid(1000) == -1)
        return 1;
    work = malloc(1 << 24); // ok: limited() has seen to it, or the capabilities are kept
    if (work == NULL)
        return 1;
    work[0] = 1;
    return 0;
}
