// platforms: qnx7, qnx6, illumos, linux-2.4, linux
// shows: S0-14, S0-26, S2-25, S3-11, S3-25, S4-33
#include <sys/mman.h>
static char page[4096] __attribute__((aligned(4096)));
int main(void) {
    mlock(page, sizeof page); // expect warning: missing-privilege @qnx7,qnx6,illumos,linux-2.4
    // expect: unchecked-result @linux
    return 0;
}
