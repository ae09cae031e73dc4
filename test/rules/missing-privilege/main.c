// platforms: qnx7, qnx6, illumos, linux-2.4, linux
#include <sys/mman.h>
static char page[4096] __attribute__((aligned(4096)));
int main(void) {
    mlock(page, sizeof page); // expect warning: missing-privilege @qnx7,qnx6,illumos,linux-2.4
    // expect: unchecked-result @linux
    return 0;
}
