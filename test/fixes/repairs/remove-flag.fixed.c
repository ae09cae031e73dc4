#define _GNU_SOURCE
#include <sys/mman.h>
int enter(void)
{
    return mlockall(MCL_CURRENT | MCL_FUTURE);
}
