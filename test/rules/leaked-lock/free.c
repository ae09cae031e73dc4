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
    char *key = aligned_alloc(4096, 4096);
    if (key == NULL)
        return -1;
    if (mlock(key, 4096) == -1) {
        free(key);
        return -1;
    }
    memset(key, 7, 4096);
    free(key); // expect: leaked-lock
    return 0;
}

int correct(void)
{
    char *key = aligned_alloc(4096, 4096);
    if (key == NULL)
        return -1;
    if (mlock(key, 4096) == -1) {
        free(key);
        return -1;
    }
    memset(key, 7, 4096);
    (void)munlock(key, 4096);
    free(key);
    return 0;
}

int through_calls(int early)
{
    char *key = aligned_alloc(4096, 8192);
    if (key == NULL)
        return -1;
    if (hold(key, 8192) == -1) {
        free(key);
        return -1;
    }
    if (early) {
        RELEASE(key); // expect: leaked-lock
        return 1;
    }
    let_go(key, 8192);
    RELEASE(key);
    return 0;
}

int best_effort(void)
{
    char *key = aligned_alloc(4096, 4096);
    int locked;
    if (key == NULL)
        return -1;
    locked = mlock(key, 4096) == 0;
    key[0] = 1;
    if (locked)
        (void)munlock(key, 4096);
    free(key);
    return 0;
}

int somebody_else_unlocks(void (*wipe)(void *, size_t))
{
    char *key = aligned_alloc(4096, 4096);
    if (key == NULL)
        return -1;
    if (mlock(key, 4096) == 0)
        wipe(key, 4096);
    free(key);
    return 0;
}

int everything_unlocked(void)
{
    char *key = aligned_alloc(4096, 4096);
    if (key == NULL)
        return -1;
    if (mlock(key, 4096) == -1) {
        free(key);
        return -1;
    }
    if (munlockall() == -1)
        return -1;
    free(key);
    return 0;
}
