// platforms: linux
// title: what is wiped so that no compiler leaves it out is a secret, whatever its name
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char line[80];

static int answer(void)
{
    return fgets(line, sizeof line, stdin) == NULL ? -1 : (int)strlen(line);
}

int main(void)
{
    int length;
    char shown[80];
    const struct rlimit no_dump = { 0, 0 };

    if (setrlimit(RLIMIT_CORE, &no_dump) == -1)
        return 1;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) // expect? hint: oversized-lock "`line`, 80 bytes"
        return 1;
    length = answer();
    memset(shown, '*', sizeof shown);
    explicit_bzero(line, sizeof line);
    return length > 80;
}
