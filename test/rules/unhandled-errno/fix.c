// platforms: linux
// apply: Give up unless it is EAGAIN
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static char ring[8192] __attribute__((aligned(4096)));

static int open_log(FILE **log)
{
    *log = fopen("/dev/null", "w");
    if (*log == NULL) {
        perror("fopen");
        return -1;
    }
    return 0;
}

static int hold_ring(void)
{
    while (mlock(ring, sizeof ring) == -1) // expect?: unhandled-errno
        sleep(1);
    return 0;
}

int main(void)
{
    FILE *log;

    if (open_log(&log) == -1 || hold_ring() == -1)
        return EXIT_FAILURE;
    fprintf(log, "locked\n");
    return 0;
}
