// platforms: linux
// title: ranges, each rule by itself
#define _GNU_SOURCE
#include <sys/mman.h>

static char key[64];

/* mlock-lint: disable[unchecked-result, bad-flags] the whole section */
void first(void) {
    mlock(key, 64);
    mlock2(key, 64, 64);
}
/* mlock-lint: enable[bad-flags] */
void second(void) {
    mlock(key, 64);
    mlock2(key, 64, 64); // expect: bad-flags
}
/* mlock-lint: enable */
void third(void) {
    mlock(key, 64); // expect: unchecked-result
}
/* mlock-lint: enable[unchecked-result] */ // expect warning: unused-suppression "ends nothing"

/* mlock-lint: disable[stale-errno] */ // expect hint: unused-suppression "between it and its end"
void fourth(void) {
    mlock(key, 64); // expect: unchecked-result
}
/* mlock-lint: enable[stale-errno] */

/* mlock-lint: disable[unchecked-result] to the end of the file */
void fifth(void) {
    mlock(key, 64);
}
