#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    if (mlockall(MCL_CURRENT) == -1) {
        perror("mlockall");
        return EXIT_FAILURE;
    }
    // From here on as nobody.
    if (setuid(65534) == -1)
        perror("setuid");
    return EXIT_SUCCESS;
}
