// platforms: linux
// title: only the key is locked
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

static unsigned char session_key[4096] __attribute__((aligned(4096)));

int main(void)
{
    struct rlimit none = { 0, 0 };

    if (setrlimit(RLIMIT_CORE, &none) == -1)
        return 1;
    if (mlock(session_key, sizeof session_key) == -1) { // ok: only the key
        perror("mlock");
        return 1;
    }
    session_key[0] = 1;
    explicit_bzero(session_key, sizeof session_key);
    return munlock(session_key, sizeof session_key) == -1;
}
