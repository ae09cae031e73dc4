// platforms: qnx7
// title: locking memory is one of several abilities
#include <errno.h>
#include <sys/mman.h>
#include <sys/procmgr.h>

static char page[4096] __attribute__((aligned(4096)));

int main(void)
{
    if (procmgr_ability(0, PROCMGR_ADN_ROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_IO,
                        PROCMGR_ADN_ROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_MEM_LOCK, PROCMGR_AID_EOL) != EOK)
        return 1;
    mlock(page, sizeof page); // expect: unchecked-result
    return 0;
}
