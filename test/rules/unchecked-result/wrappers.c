// platforms: linux
// title: a wrapper that tells is clean; its callers owe the check
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>

static char page[4096] __attribute__((aligned(4096)));

static int lock_page(void) { return mlock(page, sizeof page); }

static int lock_or_code(void) {
    if (mlock(page, sizeof page) == -1)
        return -1;
    return 0;
}

static void lock_and_log(void) {
    if (mlock(page, sizeof page) == -1)
        perror("mlock");
}

static int best_effort(void) {
    if (mlock(page, sizeof page) == -1)
        return 0;
    return 0;
}

void careless(void) {
    lock_page();    // expect: unchecked-result "lock_page"
    lock_or_code(); // expect: unchecked-result "lock_or_code"
    lock_and_log(); // ok: it logs
    best_effort();  // ok: it has nothing to tell
}

bool careful(void) {
    if (lock_page() != 0)
        return false;
    return lock_or_code() == 0;
}
