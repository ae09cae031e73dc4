// platforms: linux
// title: comments that cannot do what they say
#include <sys/mman.h>

static char key[64];

void lock(void) {
    mlock(key, 64); // mlock-lint: ignore // expect: unchecked-result // expect warning: unused-suppression "ignore[unchecked-result]"
    mlock(key, 64); // mlock-lint: ignore[] // expect: unchecked-result // expect: unused-suppression "names no rule"
    mlock(key, 64); // mlock-lint: ignore[uncheked-result] // expect: unchecked-result // expect: unused-suppression "did you mean unchecked-result?"
    mlock(key, 64); // mlock-lint: ignore[something else] // expect: unchecked-result // expect: unused-suppression "no rule is called something else"
    mlock(key, 64); // mlock-lint: ignore[unchecked-result // expect: unchecked-result // expect: unused-suppression "] is missing"
    mlock(key, 64); // mlock-lint: ingore[unchecked-result] // expect: unchecked-result // expect: unused-suppression "did you mean ignore?"
    mlock(key, 64); // mlock-lint: hush // expect: unchecked-result // expect: unused-suppression "mlock-lint knows ignore, ignore-file, disable and enable"
    /* mlock-lint: disable everything */ // expect: unused-suppression "disable[unchecked-result]"
    mlock(key, 64); // expect: unchecked-result
    mlock(key, 64); // mlock-lint: ignore[unchecked-result, bad-flags] // expect hint: unused-suppression "no finding of bad-flags"
}
