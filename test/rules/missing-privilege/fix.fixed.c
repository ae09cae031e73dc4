#include <sys/mman.h>
#include <errno.h>
#include <stdio.h>
#include <sys/procmgr.h>
static char page[4096] __attribute__((aligned(4096)));
int main(void) {
    if (procmgr_ability(0, PROCMGR_ADN_NONROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_MEM_LOCK, PROCMGR_AID_EOL) != EOK) {
        fprintf(stderr, "mlock() needs PROCMGR_AID_MEM_LOCK\n");
        return 1;
    }
    if (mlock(page, sizeof page) == -1) {
        perror("mlock");
        return 1;
    }
    return 0;
}
