// platforms: linux
// apply: Wipe it first
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static char password[4096];

int main(int argc, char **argv)
{
    if (argc > 1 || mlock(password, sizeof password) == -1)
        return 1;
    strncpy(password, argv[0], sizeof password - 1);
    puts(password);
    if (munlock(password, sizeof password) == -1) { // expect: unwiped-secret
        perror("munlock");
        return 1;
    }
    return 0;
}
