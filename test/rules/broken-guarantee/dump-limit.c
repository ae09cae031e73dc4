// platforms: linux
// title: no dump may have a byte
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char password[4096] __attribute__((aligned(4096)));

int main(void)
{
    struct rlimit none = { 0, 0 };

    if (setrlimit(RLIMIT_CORE, &none) == -1)
        return 1;
    if (mlock(password, sizeof password) == -1) // ok: a dump was thought of
        return 1;
    password[0] = 1;
    explicit_bzero(password, sizeof password);
    return 0;
}
