// platforms: linux, posix, qnx7, illumos
// title: lock calls, messages and the heap in signal handlers
// shows: S0-30, S1-38
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *buffer;
static char *key;
static volatile sig_atomic_t stop;
#define COMPLAIN(text) fprintf(stderr, "%s\n", text)

static void give_back(void)
{
    free(buffer); // expect warning: not-signal-safe
}

static void on_terminate(int number)
{
    (void)number;
    give_back();
    (void)munlockall(); // expect info: not-signal-safe @linux,posix
    exit(0); // expect warning: not-signal-safe
}

static void on_hangup(int number)
{
    (void)number;
    COMPLAIN("hangup"); // expect warning: not-signal-safe
}

static void on_interrupt(int number)
{
    static const char text[] = "stopping\n";

    (void)number;
    stop = 1;
    (void)!write(2, text, sizeof text - 1);
}

static void on_quit(int number)
{
    memset(key, 0, 4096);
    signal(number, SIG_DFL);
    raise(number);
    _exit(1);
}

static void on_fault(int number)
{
    fprintf(stderr, "fault %d\n", number);
    _exit(1);
}

int main(void)
{
    struct sigaction action;

    buffer = malloc(100);
    key = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (buffer == NULL || key == MAP_FAILED || mlock(key, 4096) == -1)
        return 1;
    signal(SIGTERM, on_terminate);
    memset(&action, 0, sizeof action);
    action.sa_handler = on_hangup;
    sigaction(SIGHUP, &action, NULL);
    signal(SIGINT, on_interrupt);
    signal(SIGQUIT, on_quit);
    signal(SIGSEGV, on_fault);
    while (!stop)
        key[0]++;
    return 0;
}
