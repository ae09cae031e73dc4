// platforms: linux
// apply: Test the result
// title: a function without a result says it, or nobody would know
#include <stdlib.h>
#include <sys/mman.h>

static char *area;

static void prepare(size_t length)
{
    area = malloc(length);
    if (area == NULL)
        return;
    mlock(area, length); // expect: unchecked-result
}

int main(void)
{
    prepare(64);
    return 0;
}
