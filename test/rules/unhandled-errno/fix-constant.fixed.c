#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    int result;

    do {
        result = mlockall(MCL_CURRENT);
    } while (result == -1 && errno == EAGAIN);
    if (result == -1) {
        perror("mlockall");
        return EXIT_FAILURE;
    }
    return 0;
}
