// platforms: linux
// apply: Test the result
// title: what is said must not change the reason that is returned
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static int prepare(size_t length)
{
    char *area = malloc(length);

    if (area == NULL) {
        fprintf(stderr, "no memory\n");
        return -ENOMEM;
    }
    mlock(area, length); // expect: unchecked-result
    return 0;
}

int main(void)
{
    return prepare(4096) < 0;
}
