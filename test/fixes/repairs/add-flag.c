// repair: {"kind": "add-flag", "flags": "MCL_FUTURE", "flag": "MCL_CURRENT"}
#include <stdio.h>
#include <sys/mman.h>
int main(void)
{
    if (mlockall(MCL_FUTURE) == -1) {
        perror("mlockall");
        return 1;
    }
    return 0;
}
