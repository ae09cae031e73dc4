// platforms: linux
// title: what a logger has asked for itself, its caller does not know
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

static FILE *logfile;

static void note(const char *text)
{
    if (logfile == NULL)
        logfile = fopen("log", "a");
    if (logfile == NULL)
        return;
    fputs(text, logfile);
}

static void careful_note(const char *text)
{
    int saved = errno;
    note(text);
    errno = saved;
}

static int open_log(void)
{
    logfile = fopen("log", "a");
    return logfile == NULL ? -1 : 0;
}

static int lost(void *p, size_t n)
{
    if (mlock(p, n) == -1) {
        note("cannot lock\n");
        return errno == EPERM ? 1 : 2; // expect: stale-errno "fopen"
    }
    return 0;
}

static int kept(void *p, size_t n)
{
    if (mlock(p, n) == -1) {
        careful_note("cannot lock\n");
        return errno == EPERM ? 1 : 2; // ok: the logger restores it
    }
    return 0;
}

static int theirs(void *p, size_t n)
{
    if (mlock(p, n) == -1) {
        if (open_log() == -1)
            return errno; // ok: fopen()'s
        fputs("cannot lock\n", logfile);
        return -1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    static char a[4096], b[4096], c[4096];
    (void)argv;
    if (argc == 1)
        return lost(a, sizeof a);
    return argc == 2 ? kept(b, sizeof b) : theirs(c, sizeof c);
}
