// platforms: linux
// title: branches of which only one is compiled are all looked at
#include <errno.h>
#include <sys/mman.h>

int branches(void *p) {
#ifdef HAVE_BROKEN_MLOCK
    mlock(p, 4096);    // expect: unchecked-result
    return 0;
#elif defined HAVE_MLOCK
    return mlock(p, 4096);    // ok: passed on
#else
    munlock(p, 4096);    // expect hint: unchecked-result
    return -ENOSYS;
#endif
}

int checked_in_both(void *p) {
    int result = mlock(p, 4096);    // ok: tested in each configuration
#ifdef HAVE_BROKEN_MLOCK
    if (result == -1 && errno == EPERM) return 0;
#endif
    return result;
}

/* Whatever the configuration, nobody takes this result: one finding, not one for each. */
void ignored(void *p) {
    mlock(p, 4096);    // expect: unchecked-result
}

int off(void *p) {
#if 0
    mlock(p, 4096);    // ok: never compiled
#endif
#define USE_MLOCK 0
#if USE_MLOCK
    mlock(p, 4096);    // ok: never compiled
#endif
    return 0;
}
