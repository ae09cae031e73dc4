#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

static char *area;

static int prepare(size_t length)
{
    if (length == 0)
        return -EINVAL;
    area = malloc(length);
    if (area == NULL)
        return -ENOMEM;
    if (mlock(area, length) == -1)
        return -errno;
    return 0;
}

int main(void)
{
    return prepare(100) != 0;
}
