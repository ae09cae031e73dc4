// platforms: linux
// apply: Move setuid()
// title: a whole program: the right is given up when all is locked
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    // From here on as nobody.
    if (setuid(65534) == -1)
        perror("setuid");
    if (mlockall(MCL_CURRENT) == -1) { // expect?: dropped-privilege
        perror("mlockall");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
