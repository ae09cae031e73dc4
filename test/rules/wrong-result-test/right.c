// platforms: linux, qnx7
// title: tests that do tell
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

extern char *buf;
void fail(void);

int all_forms(void) {
    if (mlock(buf, 1) == -1) fail();
    if (mlock(buf, 1) < 0) fail();
    if (mlock(buf, 1) != 0) fail();
    if (mlock(buf, 1)) fail();
    if (0 != mlock(buf, 1)) fail();
    if (mlock(buf, 1) == 0) return 0;
    if (!mlock(buf, 1)) return 0;
    int r = mlock(buf, 1);
    if (r >= 0) return 0;
    if (mlock(buf, 1) == -1 && errno == EPERM) fail();
    return mlock(buf, 1) ? -1 : 0;
}

void *either(size_t n) {
    void *m = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (m == MAP_FAILED || m == NULL) // ok: the first half tells
        return NULL;
    return m;
}

int expected_failure(void) {
    if (mlock(buf, 1) == 0) {
        fprintf(stderr, "mlock should have failed\n");
        return 1;
    }
    return 0;
}
