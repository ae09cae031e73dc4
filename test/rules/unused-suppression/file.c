// platforms: linux
// title: a rule in the whole file, and a comment in it that only repeats it
#define _GNU_SOURCE
#include <sys/mman.h>

/* mlock-lint: ignore-file[unchecked-result] a demonstration of calls, not of their failure */
/* mlock-lint: ignore-file[stale-errno] */ // expect hint: unused-suppression "lies in this file"

static char key[64];

void lock(void) {
    mlock(key, 64);
    mlock2(key, 64, 64); // expect: bad-flags
    mlock(key, 64); // mlock-lint: ignore[unchecked-result] twice is no fault
}
