#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static int start(size_t length)
{
    int err = 0;
    void *area = malloc(length);

    if (!area) {
        err = -ENOMEM;
        goto out;
    }
    if (mlock(area, length) == -1) {
        err = -errno;
        goto out;
    }
    puts("started");
out:
    return err;
}

int main(void)
{
    return start(64) < 0;
}
