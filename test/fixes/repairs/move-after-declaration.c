// repair: {"kind": "move-after", "site": "mlockall(MCL_CURRENT)", "at": "puts(\"ready\");"}
// refused: what it declares is used on the way
#include <stdio.h>
#include <sys/mman.h>
int enter(void)
{
    int result = mlockall(MCL_CURRENT);
    if (result == -1)
        return -1;
    puts("ready");
    return 0;
}
