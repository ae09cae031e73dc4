// platforms: qnx7
// title: an ability was acquired, and it is another one
#include <errno.h>
#include <sys/mman.h>
#include <sys/neutrino.h>
#include <sys/procmgr.h>

static char page[4096] __attribute__((aligned(4096)));

static int acquire(unsigned ability)
{
    return procmgr_ability(0, PROCMGR_ADN_ROOT | PROCMGR_AOP_ALLOW | ability, PROCMGR_AID_EOL);
}

int main(int argc, char **argv)
{
    if (procmgr_ability(0, PROCMGR_ADN_ROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_IO,
                        PROCMGR_ADN_ROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_INTERRUPT, PROCMGR_AID_EOL) != EOK)
        return 1;
    mlockall(MCL_CURRENT); // expect: missing-privilege
    if (argc > 1 && acquire(argc) != EOK)
        return 1;
    if (argc > 1)
        mlock(page, sizeof page); // expect: unchecked-result
    return 0;
}
