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
    if (mlock(area, length) == -1) {
        int saved_errno = errno;
        fprintf(stderr, "mlock() failed\n");
        return -saved_errno;
    }
    return 0;
}

int main(void)
{
    return prepare(4096) < 0;
}
