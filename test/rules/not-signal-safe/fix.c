// platforms: linux
// apply: End with _Exit()
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static void on_terminate(int number)
{
    exit(number); // expect: not-signal-safe
}

int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (signal(SIGTERM, on_terminate) == SIG_ERR)
        return 1;
    return 0;
}
