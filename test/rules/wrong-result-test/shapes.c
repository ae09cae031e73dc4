// platforms: linux, qnx6
// shows: S1-29, S3-21, S3-22, S4-30
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

extern char *buf;
extern int ok;
void fail(void);

void errno_constant(void) {
    if (mlock(buf, 4096) == EPERM) // expect error: wrong-result-test
        fail();
}

void positive(void) {
    if (mlockall(MCL_CURRENT) > 0) // expect: wrong-result-test
        fail();
    if (mlock(buf, 4096) != 1) // expect: wrong-result-test
        fail();
}

void stored(void) {
    int r = mlock(buf, 4096);
    if (r == ENOMEM) // expect: wrong-result-test
        fail();
}

void inverted(void) {
    if (!mlockall(MCL_CURRENT)) // expect warning: wrong-result-test "success"
        perror("mlockall");
}

void inverted_flag(void) {
    if (mlock(buf, 4096)) // expect: wrong-result-test
        ok = 1;
}

char *null_mapping(size_t n) {
    char *m = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (m == NULL) // expect: wrong-result-test "MAP_FAILED"
        return NULL;
    return m;
}

char *bare_mapping(size_t n) {
    char *m = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (!m) // expect: wrong-result-test "MAP_FAILED"
        return NULL;
    return m;
}
