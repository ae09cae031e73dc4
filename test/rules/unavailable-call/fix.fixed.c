#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <errno.h>

int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1 && errno != ENOSYS) {
        perror("mlockall");
        exit(EXIT_FAILURE);
    }
    puts("ready");
    return 0;
}
