// platforms: linux
// title: a pointer of the function's own, locked in place of what it leads to, is one fault and not two
#include <sys/mman.h>
#include <unistd.h>

int pin_header(char *block)
{
    char *header = block;

    if (mlock(&header, (size_t)sysconf(_SC_PAGESIZE)) == -1)    // expect: wrong-argument
        return -1;
    return 0;
}

int pin_scratch(void)
{
    char scratch[256];

    if (mlock(scratch, sizeof scratch) == -1)    // expect: leaked-lock "its own `scratch` is still locked"
        return -1;
    scratch[0] = 1;
    return scratch[0];
}
