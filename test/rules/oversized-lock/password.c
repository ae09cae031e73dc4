// platforms: linux
// title: a password on the stack
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define LOCK_ALL() mlockall(MCL_CURRENT)

struct credentials {
    char name[64];
    char password[128];
};

int main(void)
{
    struct credentials credentials;

    if (LOCK_ALL() == -1) // expect? hint: oversized-lock
        return 1;
    if (fgets(credentials.password, sizeof credentials.password, stdin) == NULL)
        return 0;
    memset(&credentials, 0, sizeof credentials); // expect: unwiped-secret
    return 0;
}
