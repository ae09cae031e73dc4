// platforms: qnx7
// title: the wrong ability, through a variable's helper, a macro and a denial of another
#include <errno.h>
#include <sys/mman.h>
#include <sys/procmgr.h>

#define KEEP (PROCMGR_ADN_NONROOT | PROCMGR_AOP_ALLOW | PROCMGR_AOP_LOCK)
#define REFUSE (PROCMGR_ADN_NONROOT | PROCMGR_AOP_DENY)
static char page[4096] __attribute__((aligned(4096)));

static int keep_interrupts(void) { return procmgr_ability(0, KEEP | PROCMGR_AID_INTERRUPT, PROCMGR_AID_EOL); }

int main(int argc, char **argv)
{
    if (argc > 1) {
        if (procmgr_ability(0, KEEP | PROCMGR_AID_MEM_LOCK, PROCMGR_AID_EOL) != EOK)
            return 1;
        mlock(page, sizeof page); // expect: unchecked-result
        return 0;
    }
    if (keep_interrupts() != EOK || procmgr_ability(0, REFUSE | PROCMGR_AID_FORK, PROCMGR_AID_EOL) != EOK)
        return 1;
    mlock(page, sizeof page); // expect: missing-privilege "needs a privilege"
    return 0;
}
