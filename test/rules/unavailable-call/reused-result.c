// platforms: macos
// title: the variable that took the result takes others, too
#include <stdio.h>
#include <sys/mman.h>

static int lock_all(void)
{
    if (mlockall(MCL_CURRENT) == -1) { // expect: unavailable-call
        perror("mlockall");
        return 2;
    }
    return 0;
}

static int lock_perhaps(void)
{
    if (mlockall(MCL_FUTURE) == -1) { // ok: its caller goes on with what comes next
        perror("mlockall");
        return 2;
    }
    return 0;
}

static int work(void)
{
    return puts("working") < 0;
}

int main(int argc, char **argv)
{
    int status = argc > 2 ? lock_perhaps() : 0;

    if (argc > 1)
        status = work();
    if (status != 0)
        printf("%d\n", status);
    status = lock_all();
    if (status != 0)
        return status;
    status = work();
    return status;
}
