// platforms: linux
// title: whoever calls this may have seen to dumps
#include <string.h>
#include <sys/mman.h>

static char password[4096] __attribute__((aligned(4096)));

int begin(void)
{
    if (mlock(password, sizeof password) == -1) // ok: there is no main()
        return -1;
    password[0] = 1;
    explicit_bzero(password, sizeof password);
    return 0;
}
