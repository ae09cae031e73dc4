// platforms: linux, freebsd, macos, posix, android
// title: handlers in records, as sure as those that signal() is given
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static char page[4096] __attribute__((aligned(4096)));
static volatile sig_atomic_t is_over;

static void on_terminate(int number)
{
    (void)number;
    puts("over"); // expect warning: not-signal-safe
}

static void on_user(int number, siginfo_t *about, void *context)
{
    (void)number, (void)about, (void)context;
    printf("%s\n", page); // expect warning: not-signal-safe
}

static void on_interrupt(int number)
{
    (void)number;
    free(NULL); // expect warning: not-signal-safe @linux,android
}

static void on_hangup(int number)
{
    (void)munlock(page, sizeof page); // expect info: not-signal-safe
    is_over = number;
}

static void on_alarm(int number)
{
    is_over = number; // ok: the loop does the rest
}

static void install(int number, void (*handler)(int))
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    (void)sigaction(number, &action, NULL);
}

int main(void)
{
    struct sigaction terminate = {.sa_handler = on_terminate, .sa_flags = SA_RESTART}, user, hangup;
    static const struct sigaction alarmed = {.sa_handler = on_alarm};

    if (mlock(page, sizeof page) == -1)
        return 1;
    sigemptyset(&terminate.sa_mask);
    sigaction(SIGTERM, &terminate, NULL);
    memset(&user, 0, sizeof user);
    user.sa_sigaction = on_user;
    user.sa_flags = SA_SIGINFO;
    sigaction(SIGUSR1, &user, NULL);
    hangup = terminate;
    hangup.sa_handler = on_hangup;
    sigaction(SIGHUP, &hangup, NULL);
    sigaction(SIGALRM, &alarmed, NULL);
    install(SIGINT, on_interrupt);
    while (!is_over)
        page[0]++;
    return 0;
}
