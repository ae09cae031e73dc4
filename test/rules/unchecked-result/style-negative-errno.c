// platforms: linux
// apply: Test the result
// title: error numbers with a minus, nothing said, no braces
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
    mlock(area, length); // expect: unchecked-result
    return 0;
}

int main(void)
{
    return prepare(100) != 0;
}
