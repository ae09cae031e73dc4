// platforms: linux
// apply: Test the result
// title: a whole program: its repair is run, with and without the right to lock
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
static unsigned char key[4096] __attribute__((aligned(4096)));
int main(void) {
    mlock(key, sizeof key); // expect: unchecked-result
    memset(key, 1, sizeof key);
    return EXIT_SUCCESS;
}
