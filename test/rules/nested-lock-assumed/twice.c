// platforms: linux, qnx7, macos
// title: locked twice, unlocked once
// shows: S2-08, S2-09, S2-17
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static char key[4096] __attribute__((aligned(4096)));

static int lock_ref(void *p, size_t n) { return mlock(p, n); }
static void unlock_ref(void *p, size_t n) { (void)munlock(p, n); } // expect?: nested-lock-assumed @linux,qnx7 "once more"
#define HOLD(p) mlock(p, 4096)

int inner(char *p)
{
    if (mlock(p, 4096) == -1)
        return -1;
    memcpy(p, "key", 4);
    (void)munlock(p, 4096); // expect?: nested-lock-assumed @linux,qnx7 "once more"
    return 0;
}

int outer(void)
{
    char *p = valloc(4096);
    if (p == NULL)
        return -1;
    if (mlock(p, 4096) == -1 || inner(p) == -1) {
        (void)munlock(p, 4096);
        free(p);
        return -1;
    }
    p[5] = p[0];
    (void)munlock(p, 4096);
    free(p);
    return 0;
}

int by_reference(void)
{
    char *p = valloc(4096);
    if (p == NULL)
        return -1;
    if (lock_ref(p, 4096) == -1) {
        free(p);
        return -1;
    }
    if (lock_ref(p, 4096) == -1) {
        unlock_ref(p, 4096);
        free(p);
        return -1;
    }
    unlock_ref(p, 4096);
    p[0] = 1;
    unlock_ref(p, 4096);
    free(p);
    return 0;
}

int used_after(void)
{
    char *p = valloc(4096);
    if (p == NULL)
        return -1;
    if (HOLD(p) == -1 || HOLD(p) == -1) {
        (void)munlock(p, 4096);
        free(p);
        return -1;
    }
    (void)munlock(p, 4096); // expect? info: nested-lock-assumed @linux,qnx7 "used afterwards"
    p[0] = 1;
    free(p); // expect: leaked-lock @macos
    return 0;
}

int idle(void)
{
    for (int i = 0; i < 3; i++)
        if (mlock(key, sizeof key) == -1)
            return -1;
    for (int i = 0; i < 3; i++)
        (void)munlock(key, sizeof key); // expect hint: nested-lock-assumed @linux,qnx7 "nothing left"
    return 0;
}

static int holders;
static void hold(void *p) { if (holders++ == 0 && mlock(p, 4096) == -1) holders--; }
static void let_go(void *p) { if (--holders == 0) (void)munlock(p, 4096); }

int counted_by_itself(void)
{
    char *p = valloc(4096);
    if (p == NULL)
        return -1;
    holders = 0;
    hold(p);
    hold(p);
    let_go(p);
    p[0] = 1;
    let_go(p);
    free(p);
    return 0;
}

int locked_again(void)
{
    char *p = valloc(4096);
    if (p == NULL)
        return -1;
    for (int i = 0; i < 3; i++) {
        if (mlock(p, 4096) == -1) {
            free(p);
            return -1;
        }
        p[i] = 1;
        (void)munlock(p, 4096);
    }
    p[0] = 0;
    free(p);
    return 0;
}

/* The second lock was for safety; then it is over. */
int wiped(void)
{
    char *p = valloc(4096);
    if (p == NULL)
        return -1;
    if (mlock(p, 4096) == -1 || mlock(p, 4096) == -1) {
        (void)munlock(p, 4096);
        free(p);
        return -1;
    }
    p[0] = 1;
    explicit_bzero(p, 4096);
    (void)munlock(p, 4096);
    free(p); // expect: leaked-lock @macos
    return 0;
}

int retried(int tries)
{
    char *p = valloc(4096);
    if (p == NULL)
        return -1;
    while (mlock(p, 4096) == -1)
        if (tries-- == 0) {
            free(p);
            return -1;
        }
    (void)munlock(p, 4096);
    p[0] = 1;
    free(p);
    return 0;
}
