// platforms: linux
// apply: Save errno
// title: a whole program whose message tells another call's reason
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
static char area[4096];
int main(void) {
    if (mlock(area, sizeof area) == -1) {
        puts("cannot lock");
        return errno; // expect: stale-errno
    }
    return 0;
}
