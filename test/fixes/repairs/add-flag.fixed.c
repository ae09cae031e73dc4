#include <stdio.h>
#include <sys/mman.h>
int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return 1;
    }
    return 0;
}
