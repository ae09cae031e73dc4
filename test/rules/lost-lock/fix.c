// platforms: linux
// apply: Move mlockall() further down
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

extern int serve(void);

int start(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return -1;
    }
    if (daemon(0, 0) == -1) { // expect: lost-lock
        perror("daemon");
        return -1;
    }
    return serve();
}
