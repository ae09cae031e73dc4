// platforms: linux
// title: locked once more after the fork, and only the parent has the key
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static unsigned char private_bytes[64];

int main(void)
{
    if (mlockall(MCL_CURRENT) == -1) // expect? hint: oversized-lock
        return 1;
    if (daemon(0, 0) == -1)
        return 1;
    if (mlockall(MCL_CURRENT) == -1) // expect? hint: oversized-lock "64 bytes"
        return 1;
    private_bytes[0] = 1;
    explicit_bzero(private_bytes, sizeof private_bytes);
    return 0;
}
