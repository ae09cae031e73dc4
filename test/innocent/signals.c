// platforms: linux, qnx7, illumos, posix
/* Handlers that note what came, write what they must, and leave. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile sig_atomic_t is_over, reload;
static char secret[4096] __attribute__((aligned(4096)));

static void on_terminate(int number)
{
    int saved = errno;
    static const char text[] = "terminated\n";

    (void)number;
    is_over = 1;
    if (write(2, text, sizeof text - 1) == -1)
        _exit(EXIT_FAILURE);
    errno = saved;
}

static void on_hangup(int number)
{
    reload = number;
}

static void on_abort(int number)
{
    memset(secret, 0, sizeof secret);
    signal(number, SIG_DFL);
    raise(number);
}

static void on_fault(int number)
{
    fprintf(stderr, "signal %d\n", number);
    _exit(EXIT_FAILURE);
}

int main(void)
{
    if (mlock(secret, sizeof secret) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    signal(SIGTERM, on_terminate);
    signal(SIGHUP, on_hangup);
    signal(SIGQUIT, on_abort);
    signal(SIGBUS, on_fault);
    signal(SIGPIPE, SIG_IGN);
    while (!is_over) {
        if (reload) {
            printf("reading again\n");
            reload = 0;
        }
        secret[0]++;
    }
    memset(secret, 0, sizeof secret);
    if (munlock(secret, sizeof secret) == -1)
        perror("munlock");
    return EXIT_SUCCESS;
}
