#include <sys/mman.h>
static char page[4096];
int leave(void)
{
    return 0;
}
