#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char password[4096];

int main(int argc, char **argv)
{
    const struct rlimit no_dump = { 0, 0 };

    if (setrlimit(RLIMIT_CORE, &no_dump) == -1)
        return 1;
    if (argc > 1 || mlock(password, sizeof password) == -1)
        return 1;
    strncpy(password, argv[0], sizeof password - 1);
    puts(password);
    explicit_bzero(password, sizeof password);
    if (munlock(password, sizeof password) == -1) {
        perror("munlock");
        return 1;
    }
    return 0;
}
