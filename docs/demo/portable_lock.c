/* One helper for several systems, chosen by the compiler's own names. */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__QNXNTO__)
#include <sys/neutrino.h>
#include <sys/procmgr.h>
#elif defined(__sun)
#include <priv.h>
#endif

/* Asks for the right to lock where there is such a thing. */
static int may_lock(void)
{
#if defined(__QNXNTO__)
    unsigned ability = PROCMGR_ADN_NONROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_MEM_LOCK;

    return procmgr_ability(0, ability, PROCMGR_AID_EOL) == EOK ? 0 : -1;
#elif defined(__sun)
    return priv_set(PRIV_ON, PRIV_EFFECTIVE, PRIV_PROC_LOCK_MEMORY, NULL);
#else
    return 0;
#endif
}

/* Linux rounds the address itself; the others want a page. */
static int lock_range(const void *address, size_t length)
{
#if defined(__linux__)
    return mlock(address, length);
#else
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = (uintptr_t)address & ~(page - 1);
    uintptr_t last = (uintptr_t)address + length;

    return mlock((void *)first, last - first);
#endif
}

/* Unlocking was forgotten when the rounding was written. */
static int unlock_range(const void *address, size_t length)
{
    return munlock(address, length);
}

static char session[256];

int session_begin(void)
{
    if (may_lock() == -1)
        return EPERM;
    if (lock_range(session, sizeof session) == -1)
        return errno;
    return 0;
}

int session_end(void)
{
    return unlock_range(session, sizeof session) == -1 ? errno : 0;
}

/* Everything, each page when it is first touched, where that can be had. */
int lock_everything(void)
{
#ifdef MCL_ONFAULT
    int flags = MCL_ONFAULT;
#else
    int flags = MCL_CURRENT | MCL_FUTURE;
#endif

    return mlockall(flags) == -1 ? errno : 0;
}
