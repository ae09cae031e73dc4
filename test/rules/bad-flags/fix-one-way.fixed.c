#include <stdio.h>
#include <sys/mman.h>

int main(int count, char **words)
{
    int flags = MCL_CURRENT | MCL_FUTURE;

    if (count > 1)
        flags = MCL_CURRENT | MCL_ONFAULT;
    if (mlockall(flags) == -1) {
        perror(words[0]);
        return 1;
    }
    return 0;
}
