#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char password[4096] __attribute__((aligned(4096)));
static char table[4096] __attribute__((aligned(4096)));

int main(void)
{
    int length = 0;

    if (mlock(table, sizeof table) == -1)
        return 1;
    struct rlimit no_dump = { 0, 0 };
    if (setrlimit(RLIMIT_CORE, &no_dump) == -1)
        perror("setrlimit");
    if (mlock(password, sizeof password) == -1) {
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
