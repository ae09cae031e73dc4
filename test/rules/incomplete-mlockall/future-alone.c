// platforms: linux, qnx7, illumos, freebsd
// title: MCL_FUTURE alone leaves out what is there
// shows: S1-06, S4-04, S4-20
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    char *work = malloc(1 << 20);

    if (work == NULL)
        return 1;
    if (mlockall(MCL_FUTURE) == -1) // expect warning: incomplete-mlockall
        return 1;
    work[0] = 1;
    return 0;
}
