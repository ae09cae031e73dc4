#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>

static bool enter(void) {
    if (mlockall(MCL_CURRENT) == -1) {
        perror("mlockall");
        return false;
    }
    return true;
}

int main(void) {
    return enter() ? 0 : 1;
}
