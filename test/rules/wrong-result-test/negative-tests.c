// platforms: linux
// title: a program may test that a call fails
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

extern char *buf;
static int failures;
static void fail(const char *what) {
    puts(what);
    failures++;
}

#define EXPECT(call, code)                                                                         \
    do {                                                                                           \
        if ((call) != -1 || errno != (code))                                                       \
            failures++;                                                                            \
    } while (0)

int main(void) {
    EXPECT(mlockall(0), EINVAL); // ok: the errno that is expected is named
    if (mlock(NULL, 4096) == 0)  // ok: success is what would be wrong
        fail("mlock(NULL)");
    int r = mlock(buf, 1);
    switch (r) { // expect: wrong-result-test "ENOMEM"
    case ENOMEM:
        return 1;
    default:
        break;
    }
    return failures;
}
