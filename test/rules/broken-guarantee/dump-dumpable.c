// platforms: linux
// title: the process is not dumped
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>

static char password[4096] __attribute__((aligned(4096)));

int main(void)
{
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == -1)
        return 1;
    if (mlock(password, sizeof password) == -1) // ok: a dump was thought of
        return 1;
    password[0] = 1;
    explicit_bzero(password, sizeof password);
    return 0;
}
