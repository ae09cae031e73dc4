// platforms: linux
// apply: Save errno
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
extern char *buf;
int enter(void) {
    if (mlock(buf, 4096) == -1) {
        fprintf(stderr, "cannot lock\n");
        return -errno; // expect: stale-errno
    }
    return 0;
}
