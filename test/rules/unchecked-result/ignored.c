// platforms: linux, qnx7, illumos
// shows: S0-21, S4-31
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static char page[4096] __attribute__((aligned(4096)));

void ignored(void) {
    mlock(page, sizeof page);   // expect warning: unchecked-result "ignored"
    mlockall(MCL_CURRENT);      // expect warning: unchecked-result
    munlock(page, sizeof page); // expect hint: unchecked-result
    munlockall();               // expect hint: unchecked-result @qnx7,illumos
}

void never_tested(void) {
    int r = mlock(page, 4096); // expect: unchecked-result "never tested"
    r = 0;
    if (r)
        abort();
}

char *mapping(void) {
    char *m = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0); // expect: unchecked-result
    m[0] = 1;
    if (mlock(m, 4096) == -1)
        abort();
    m[1] = 2;
    munmap(m, 4096);
    return NULL;
}

void deliberate(void) {
    (void)mlock(page, sizeof page); // ok: the cast says so
    /* best effort: failure is harmless */
    mlock(page, sizeof page); // ok: the comment says so
}

void handled(void) {
    int r;
    if (mlock(page, 4096))
        perror("mlock");
    r = mlock(page, 4096);
    if (r < 0)
        fprintf(stderr, "%s\n", strerror(errno));
    if (-1 == mlock(page, 4096))
        abort();
    while (mlockall(MCL_CURRENT) == -1 && errno == EAGAIN)
        ;
    int id = mlock(page, 4096);
    if (id != -1)
        return;
    abort();
}

int passed_on(int *out) {
    *out = mlock(page, 4096); // ok: the caller gets it
    return mlock(page, 4096) ? errno : 0;
}

struct status {
    int locked;
};

void kept(struct status *s) {
    s->locked = mlockall(MCL_CURRENT) == 0; // ok: compared and kept
}

int logical(void) {
    int failed = 0;
    failed |= mlock(page, 4096);
    failed += mlock(page, 4096) != 0;
    return failed;
}
