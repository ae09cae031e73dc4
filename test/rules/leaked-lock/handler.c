// platforms: linux
// title: a handler frees what others hold, and ends the process
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static char *table;

static void on_stop(int number)
{
    free(table); // expect: not-signal-safe
    _exit(number);
}

int main(void)
{
    table = aligned_alloc(4096, 8192);
    if (table == NULL || mlock(table, 8192) == -1)
        return 1;
    if (signal(SIGTERM, on_stop) == SIG_ERR)
        return 1;
    for (;;)
        pause();
}
