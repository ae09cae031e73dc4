// platforms: linux
// title: only the key is locked
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static unsigned char session_key[4096] __attribute__((aligned(4096)));

int main(void)
{
    if (mlock(session_key, sizeof session_key) == -1) { // ok: only the key
        perror("mlock");
        return 1;
    }
    session_key[0] = 1;
    explicit_bzero(session_key, sizeof session_key);
    return munlock(session_key, sizeof session_key) == -1;
}
