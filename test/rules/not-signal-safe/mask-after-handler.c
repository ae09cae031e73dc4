// platforms: linux
// title: a record is filled member by member, and library calls fill members of it
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>

struct watch {
    struct sigaction action;
    struct timeval since;
};

static void on_quit(int number)
{
    (void)number;
    exit(0); // expect: not-signal-safe
}

static void on_usr2(int number)
{
    (void)number;
    free(strdup("x")); // expect: not-signal-safe // expect: not-signal-safe
}

static void on_winch(int number)
{
    (void)number;
    exit(1); // ok: the record has another handler when it is handed over
}

static void keep(int number)
{
    (void)number;
}

int main(void)
{
    struct sigaction quit;
    struct watch watch;
    struct watch *w = &watch;
    struct sigaction winch;

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    memset(&quit, 0, sizeof quit);
    quit.sa_flags = SA_RESTART;
    quit.sa_handler = on_quit;
    sigemptyset(&quit.sa_mask);
    sigaddset(&quit.sa_mask, SIGHUP);
    sigaction(SIGQUIT, &quit, NULL);

    memset(w, 0, sizeof *w);
    w->action.sa_handler = on_usr2;
    sigfillset(&w->action.sa_mask);
    gettimeofday(&w->since, NULL);
    sigaction(SIGUSR2, &w->action, NULL);

    memset(&winch, 0, sizeof winch);
    winch.sa_handler = on_winch;
    sigemptyset(&winch.sa_mask);
    winch.sa_handler = keep;
    sigaction(SIGWINCH, &winch, NULL);
    return 0;
}
