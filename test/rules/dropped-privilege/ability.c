// platforms: qnx7, illumos
// title: an ability denied, a privilege switched off
// shows: S0-14, S2-25
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static char page[4096] __attribute__((aligned(4096)));

#ifdef __QNX__
#include <sys/procmgr.h>
#define ALLOW PROCMGR_ADN_NONROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_MEM_LOCK
#define DENY PROCMGR_ADN_NONROOT | PROCMGR_AOP_DENY | PROCMGR_AID_MEM_LOCK

static int give_up(void) { return procmgr_ability(0, DENY, PROCMGR_AID_EOL) == EOK ? 0 : -1; }
static int regain(void) { return procmgr_ability(0, ALLOW, PROCMGR_AID_EOL) == EOK ? 0 : -1; }
#else
#include <priv.h>

static int give_up(void) { return priv_set(PRIV_OFF, PRIV_EFFECTIVE, PRIV_PROC_LOCK_MEMORY, NULL); }
static int regain(void) { return priv_set(PRIV_ON, PRIV_EFFECTIVE, PRIV_PROC_LOCK_MEMORY, NULL); }
#endif

int given_up(void)
{
    if (give_up() == -1)
        return -1;
    return mlock(page, sizeof page); // expect warning: dropped-privilege
}

int on_one_way(int quick)
{
    if (!quick && give_up() == -1)
        return -1;
    return mlock(page, sizeof page); // expect? info: dropped-privilege
}

int regained(void)
{
    if (give_up() == -1 || regain() == -1)
        return -1;
    return mlock(page, sizeof page);
}

int unlocked_without_it(void)
{
    if (mlock(page, sizeof page) == -1)
        return -1;
    if (give_up() == -1)
        return -1;
    return munlock(page, sizeof page); // expect warning: dropped-privilege @illumos
}

int unlocked_before(void)
{
    if (mlock(page, sizeof page) == -1)
        return -1;
    if (munlock(page, sizeof page) == -1)
        return -1;
    return give_up();
}

int kept_and_another_user(void)
{
    if (regain() == -1)
        return -1;
    if (setuid(1000) == -1)
        return -1;
    return mlock(page, sizeof page);
}
