// platforms: linux, qnx7
// shows: S0-24
#include <stddef.h>
#include <sys/mman.h>
int guard(void) {
    char *m = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (m == MAP_FAILED)
        return -1;
    if (mprotect(m + 2 * 4096, 4096, PROT_NONE) == -1)
        return -1;
    if (mlock(m, 3 * 4096) == -1) // expect error: inaccessible-range
        return -1;
    return mlock(m, 2 * 4096); // ok: without the guard page
}
int reserved(void) {
    void *m = mmap(NULL, 65536, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (m == MAP_FAILED)
        return -1;
    return mlock(m, 65536); // expect: inaccessible-range
}
