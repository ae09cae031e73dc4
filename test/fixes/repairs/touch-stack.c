// repair: {"kind": "touch-stack", "at": "if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)", "bytes": 65536}
#include <stdio.h>
#include <sys/mman.h>

/* The part that may not wait. */
int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        perror("mlockall");
    return 0;
}
