// platforms: linux
// title: a test of what anybody may hand over is blind for one caller only
#include <sys/mman.h>

static char page[4096] __attribute__((aligned(4096)));

int is_one(int n) {
    return n == 1; // ok: other files may ask for other numbers
}

int ask(void) {
    return is_one(mlock(page, sizeof page));
}

static int is_two(int n) {
    return n == 2; // expect: wrong-result-test
}

int ask_again(void) {
    return is_two(mlock(page, sizeof page));
}
