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

/* Whether this process may lock at all. */
static int may_lock(void)
{
#if defined(__QNXNTO__)
    /* procmgr_ability() returns an error number; it does not set errno. */
    if (procmgr_ability(0, PROCMGR_ADN_NONROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_MEM_LOCK, PROCMGR_AID_EOL) == -1)
        return -1;
#elif defined(__sun)
    if (priv_set(PRIV_ON, PRIV_EFFECTIVE, PRIV_PROC_LOCK_MEMORY, NULL) == -1)
        return -1;
#endif
    return 0;
}

int lock_range(const void *address, size_t length)
{
    if (may_lock() == -1)
        return -1;
#if defined(__linux__)
    return mlock(address, length);
#else
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = (uintptr_t)address & ~(uintptr_t)(page - 1);
    uintptr_t last = (uintptr_t)address + length;

    return mlock((void *)first, last - first);
#endif
}

int unlock_range(const void *address, size_t length)
{
    return munlock(address, length);
}

static char message[256];

int lock_message(void)
{
    if (lock_range(message, sizeof message) == -1)
        return errno;
    return 0;
}

int lock_everything(void)
{
#ifdef MCL_ONFAULT
    if (mlockall(MCL_ONFAULT) == -1)
        return errno;
#else
    if (mlockall(MCL_FUTURE) < 0)
        return errno;
#endif
    return 0;
}
