// platforms: linux
// title: what is called like a secret and never wiped, and what is wiped and never secret
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static char key[16];
static char reply[4096];

int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) // ok: nothing says that the key is a secret
        return 1;
    if (fgets(key, sizeof key, stdin) == NULL)
        return 1;
    memset(reply, 0, sizeof reply);
    reply[0] = key[0];
    return puts(reply) == EOF;
}
