// platforms: linux
// title: the pages are kept out of dumps
#include <string.h>
#include <sys/mman.h>
#include <stddef.h>

static char password[4096] __attribute__((aligned(4096)));

int main(void)
{
    if (madvise(password, sizeof password, MADV_DONTDUMP) == -1)
        return 1;
    if (mlock(password, sizeof password) == -1) // ok: a dump was thought of
        return 1;
    password[0] = 1;
    explicit_bzero(password, sizeof password);
    return 0;
}
