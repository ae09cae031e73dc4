// platforms: qnx7
// apply: Acquire or check
#include <sys/mman.h>
static char page[4096] __attribute__((aligned(4096)));
int main(void) {
    mlock(page, sizeof page); // expect: missing-privilege
    return 0;
}
