// platforms: linux
// apply: Raise the limit
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    char *work;

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (setuid(1000) == -1) // expect?: dropped-privilege
        return 1;
    work = malloc(1 << 20);
    if (work == NULL)
        return 1;
    work[0] = 1;
    return 0;
}
