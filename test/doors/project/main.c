#include "keep.h"
#include <errno.h>
#include <stdio.h>

static char key[64];

int main(void) {
    KEEP(key, sizeof key);
    KEEP(key, sizeof key); // mlock-lint: ignore[unchecked-result, misaligned-address] shown to both doors
    if (mlockall(MCL_CURRENT & MCL_FUTURE) == -1) {
        puts("not locked");
        perror("mlockall");
    }
    keep_spare();
    munlock(key, sizeof key); // mlock-lint: ignore[bad-flags]
    return 0;
}
