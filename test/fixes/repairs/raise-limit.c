// repair: {"kind": "raise-limit", "at": "if (mlock(limit, sizeof limit) == -1) {"}
#include <stdio.h>
#include <sys/mman.h>
static char limit[4096];
int main(void)
{
    if (mlock(limit, sizeof limit) == -1) {
        perror("mlock");
        return 1;
    }
    return 0;
}
