#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <stdio.h>
static unsigned char key[4096] __attribute__((aligned(4096)));
int main(void) {
    if (mlock(key, sizeof key) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    memset(key, 1, sizeof key);
    return EXIT_SUCCESS;
}
