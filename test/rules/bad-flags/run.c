// platforms: linux
// apply: Join the flags
// title: a whole program that asks for nothing
#include <stdio.h>
#include <sys/mman.h>
int main(void) {
    if (mlockall(MCL_CURRENT & MCL_FUTURE) == -1) { // expect: bad-flags
        perror("mlockall");
        return 1;
    }
    return 0;
}
