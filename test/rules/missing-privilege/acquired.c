// platforms: qnx7
// title: acquired, checked or handled is enough
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/procmgr.h>
static char page[4096] __attribute__((aligned(4096)));
static int acquire(void) {
    return procmgr_ability(0, PROCMGR_ADN_NONROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_MEM_LOCK, PROCMGR_AID_EOL);
}
int main(void) {
    if (mlockall(MCL_CURRENT) == -1) // ok: the failure is handled
        perror("mlockall");
    if (acquire() != EOK)
        return 1;
    mlock(page, sizeof page); // expect: unchecked-result
    return 0;
}
