// platforms: linux
// apply: Invert the test
// title: a whole program that gives up where it succeeds
#include <stdio.h>
#include <sys/mman.h>
static char area[8192];
int main(void) {
    if (!mlock(area, sizeof area)) { // expect warning: wrong-result-test "success"
        perror("mlock");
        return 1;
    }
    return 0;
}
