// repair: {"kind": "remove-flag", "flags": "MCL_CURRENT | MCL_ONFAULT | MCL_FUTURE", "flag": "MCL_ONFAULT"}
#define _GNU_SOURCE
#include <sys/mman.h>
int enter(void)
{
    return mlockall(MCL_CURRENT | MCL_ONFAULT | MCL_FUTURE);
}
