// platforms: linux
// title: signals that come only while the program waits for them interrupt nothing
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static void on_usr1(int number)
{
    printf("signal %d\n", number);
}

int main(void)
{
    sigset_t blocked, before;

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    if (sigprocmask(SIG_BLOCK, &blocked, &before) == -1)
        return 1;
    if (signal(SIGUSR1, on_usr1) == SIG_ERR)
        return 1;
    for (;;)
        sigsuspend(&before);
}
