#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static char ring[8192] __attribute__((aligned(4096)));

static int hold_ring(void)
{
    for (;;) {
        if (mlock(ring, sizeof ring) == 0)
            return 0;
        if (errno != EAGAIN)
            return -1;
        sleep(1);
    }
}

int main(void)
{
    if (hold_ring() == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    printf("%d\n", ring[0]);
    return 0;
}
