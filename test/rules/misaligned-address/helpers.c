// platforms: illumos
// title: a helper is judged as its callers use it
#include <sys/mman.h>

struct record {
    char name[16];
    char key[32];
};

static struct record record;

static int lock_it(const void *p, size_t n) {
    return mlock(p, n); // expect: misaligned-address
}

int protect(void) {
    return lock_it(record.key, sizeof record.key);
}

static int lock_some(const void *p, size_t n) {
    return mlock(p, n); // expect?: misaligned-address
}

static char page[4096] __attribute__((aligned(4096)));

int protect_both(void) {
    if (lock_some(page, sizeof page) == -1)
        return -1;
    return lock_some(record.name, 16);
}
