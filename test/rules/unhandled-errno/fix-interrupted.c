// platforms: linux
// apply: Try again only while
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static char ring[8192] __attribute__((aligned(4096)));

int main(void)
{
    int result;

    do
        result = mlock(ring, sizeof ring); // expect hint: unhandled-errno
    while (result == -1 && errno == EINTR);
    if (result == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    return 0;
}
