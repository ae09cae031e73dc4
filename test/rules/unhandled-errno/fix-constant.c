// platforms: linux
// apply: Try again only while
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    int result;

    do {
        result = mlockall(MCL_CURRENT); // expect: unhandled-errno
    } while (result == -1 && errno == EPERM);
    if (result == -1) {
        perror("mlockall");
        return EXIT_FAILURE;
    }
    return 0;
}
