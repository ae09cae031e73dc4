// platforms: linux
// title: a comment on the line, before it, around it, or in a macro's use
#define _GNU_SOURCE
#include <sys/mman.h>

#define LOCK(p, n) mlock(p, n)

static char key[64];

void same_line(void) {
    mlock(key, 64); // mlock-lint: ignore[unchecked-result] the caller looks at VmLck
    mlock(key, 64); /* mlock-lint: ignore[unchecked-result] in the other form */
    /* mlock-lint: ignore[unchecked-result] before it */ mlock(key, 64);
    mlock(key, 64); // the caller looks at VmLck // mlock-lint: ignore[unchecked-result]
}

void line_before(void) {
    // mlock-lint: ignore[unchecked-result] the next line of code, with a remark
    // and an empty line between

    mlock(key, 64); // ok: the comment before it is of use
    /*
     * mlock-lint: ignore[unchecked-result]
     * over several lines
     */
    mlock(key, // ok: so is the one over several lines
          64);
    // mlock-lint: ignore[unchecked-result]
#ifdef DEBUG
#endif
    mlock(key, 64);
    mlock(key, 64); // expect: unchecked-result
}

void end_of_a_long_call(void) {
    mlock(key,
          64); // mlock-lint: ignore[unchecked-result] the call ends here
}

void in_a_macro(void) {
    LOCK(key, 64); // mlock-lint: ignore[unchecked-result] where it is used
    // mlock-lint: ignore[unchecked-result]
    LOCK(key, 64);
    LOCK(key, 64); // expect: unchecked-result
}

void several_rules(void) {
    // mlock-lint: ignore[unchecked-result, bad-flags] both, of one line
    mlock2(key, 64, 64);
    mlock2(key, 64, 64); // mlock-lint: ignore[bad-flags] // expect: unchecked-result
    /* mlock-lint: ignore[unchecked-result] */ // ok: it is of use
    mlock2(key, 64, 64); // expect: bad-flags
}

void elsewhere(void) {
    mlock(key, 64); // expect: unchecked-result
    /* mlock-lint: ignore[unchecked-result] below the call is too late */ // expect hint: unused-suppression "no finding of unchecked-result lies on its line"
}

void only_words(void) {
    // Whoever writes mlock-lint: ignore[unchecked-result] means the line below.
    mlock(key, 64); // expect: unchecked-result
    mlock((void *)"// mlock-lint: ignore[unchecked-result]", 4); // expect: unchecked-result
}
