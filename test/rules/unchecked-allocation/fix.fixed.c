#include <stdlib.h>
#include <sys/mman.h>
#include <stdio.h>

static char *names;

int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    names = malloc(100);
    if (names == NULL) {
        perror("malloc");
        return 1;
    }
    names[0] = 0;
    return 0;
}
