// platforms: linux, openbsd, posix
// title: a handler in a table, one set by a helper, one with three arguments
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <syslog.h>
#include <unistd.h>

static char secret[4096] __attribute__((aligned(4096)));
static volatile sig_atomic_t is_over;

static void on_terminate(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)info;
    (void)context;
    (void)munlock(secret, sizeof secret); // expect info: not-signal-safe
    _exit(0); // ok: the locks end with the process
}

static void on_alarm(int number)
{
    char *copy = malloc(16); // expect warning: not-signal-safe @linux

    (void)number;
    if (copy != NULL)
        copy[0] = secret[0];
}

static void on_hangup(int number)
{
    (void)number;
    is_over = 1; // ok: the loop does the rest
}

static int set(int number, void (*handler)(int))
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    return sigaction(number, &action, NULL);
}

int main(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_terminate;
    action.sa_flags = SA_SIGINFO;
    if (mlock(secret, sizeof secret) == -1)
        return 1;
    if (sigaction(SIGTERM, &action, NULL) == -1)
        return 1;
    if (set(SIGALRM, on_alarm) == -1 || set(SIGHUP, on_hangup) == -1)
        return 1;
    while (!is_over)
        secret[0]++;
    printf("%d\n", secret[0]); // ok: no handler
    return 0;
}
