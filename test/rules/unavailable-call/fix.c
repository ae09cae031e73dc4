// platforms: macos, linux
// apply: Go on where
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) { // expect: unavailable-call @macos
        perror("mlockall");
        exit(EXIT_FAILURE);
    }
    puts("ready");
    return 0;
}
