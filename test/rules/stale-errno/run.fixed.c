#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
static char area[4096];
int main(void) {
    if (mlock(area, sizeof area) == -1) {
        int saved_errno = errno;
        puts("cannot lock");
        return saved_errno;
    }
    return 0;
}
