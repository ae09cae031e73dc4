// platforms: linux, freebsd
// title: a locked secret, and nothing against a core dump
// apply: Forbid core dumps
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static char password[4096] __attribute__((aligned(4096)));
static char table[4096] __attribute__((aligned(4096)));

int main(void)
{
    int length = 0;

    if (mlock(table, sizeof table) == -1) // ok: nothing says that it is a secret
        return 1;
    if (mlock(password, sizeof password) == -1) { // expect? hint: broken-guarantee @linux "keeps `password` out of the swap area, but not out of a core dump"
        perror("mlock");
        return 1;
    }
    if (fgets(password, sizeof password, stdin) != NULL)
        length = (int)strlen(password);
    explicit_bzero(password, sizeof password);
    if (munlock(password, sizeof password) == -1)
        perror("munlock");
    return length == 0;
}
