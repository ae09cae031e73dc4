// platforms: linux
// apply: Say what to lock
#include <stdio.h>
#include <sys/mman.h>

int main(int count, char **words)
{
    int flags = MCL_CURRENT | MCL_FUTURE;

    if (count > 1)
        flags = MCL_ONFAULT;
    if (mlockall(flags) == -1) { // expect?: bad-flags
        perror(words[0]);
        return 1;
    }
    return 0;
}
