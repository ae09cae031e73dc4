// platforms: macos
// title: a program that ends
#include <sys/mman.h>

static char key[16384] __attribute__((aligned(16384)));

int main(void)
{
    if (mlock(key, sizeof key) == -1)
        return 1;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) // expect: unavailable-call
        return 1;
    return 0;
}
