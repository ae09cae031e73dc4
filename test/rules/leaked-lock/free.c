// platforms: linux, qnx7
// title: a block goes back to the heap while it is locked
// shows: S0-09
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static int hold(void *p, size_t n) { return mlock(p, n); }
static void let_go(void *p, size_t n) { (void)munlock(p, n); }
#define RELEASE(p) free(p)

int direct(void)
{
    char *buf = aligned_alloc(4096, 4096);
    if (buf == NULL)
        return -1;
    if (mlock(buf, 4096) == -1) {
        free(buf);
        return -1;
    }
    memset(buf, 7, 4096);
    free(buf); // expect: leaked-lock
    return 0;
}

int correct(void)
{
    char *buf = aligned_alloc(4096, 4096);
    if (buf == NULL)
        return -1;
    if (mlock(buf, 4096) == -1) {
        free(buf);
        return -1;
    }
    memset(buf, 7, 4096);
    (void)munlock(buf, 4096);
    free(buf);
    return 0;
}

int through_calls(int early)
{
    char *buf = aligned_alloc(4096, 8192);
    if (buf == NULL)
        return -1;
    if (hold(buf, 8192) == -1) {
        free(buf);
        return -1;
    }
    if (early) {
        RELEASE(buf); // expect: leaked-lock
        return 1;
    }
    let_go(buf, 8192);
    RELEASE(buf);
    return 0;
}

int best_effort(void)
{
    char *buf = aligned_alloc(4096, 4096);
    int locked;
    if (buf == NULL)
        return -1;
    locked = mlock(buf, 4096) == 0;
    buf[0] = 1;
    if (locked)
        (void)munlock(buf, 4096);
    free(buf);
    return 0;
}

int somebody_else_unlocks(void (*wipe)(void *, size_t))
{
    char *buf = aligned_alloc(4096, 4096);
    if (buf == NULL)
        return -1;
    if (mlock(buf, 4096) == 0)
        wipe(buf, 4096);
    free(buf);
    return 0;
}

int everything_unlocked(void)
{
    char *buf = aligned_alloc(4096, 4096);
    if (buf == NULL)
        return -1;
    if (mlock(buf, 4096) == -1) {
        free(buf);
        return -1;
    }
    if (munlockall() == -1)
        return -1;
    free(buf);
    return 0;
}
