// platforms: linux, qnx8, qnx7, illumos, freebsd
// title: who may lock in a handler, the pages say
// shows: S3-29
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

static char page[4096] __attribute__((aligned(4096)));

static int hold(void *start, size_t length)
{
    return mlock(start, length); // expect info: not-signal-safe @linux,freebsd
}

static void on_usr1(int number)
{
    (void)number;
    if (hold(page, sizeof page) == -1)
        _exit(1);
}

static void on_usr2(int number)
{
    (void)number;
    if (munlockall() == -1) // expect info: not-signal-safe @linux,qnx8,freebsd
        _exit(1);
}

int main(void)
{
    if (signal(SIGUSR1, on_usr1) == SIG_ERR)
        return 1;
    if (signal(SIGUSR2, on_usr2) == SIG_ERR)
        return 1;
    for (;;)
        pause();
}
