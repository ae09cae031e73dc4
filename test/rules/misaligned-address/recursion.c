// platforms: illumos
// title: recursion is followed while its arguments say how far, and may have done anything after that
#include <stddef.h>
#include <sys/mman.h>

static char buffer[16384] __attribute__((aligned(4096)));

static int factorial(int n) { return n <= 1 ? 1 : n * factorial(n - 1); }

int by_number(void) {
    if (factorial(5) != 120)
        return mlock(buffer + 1, 100); // ok: never comes here
    return mlock(buffer + factorial(4), 100); // expect: misaligned-address
}

struct node {
    size_t start;
    struct node *left;
    struct node *right;
};

static int lock_all(const struct node *node) {
    if (node == NULL)
        return 0;
    if (mlock(buffer + node->start, 100) != 0) // expect?: misaligned-address
        return -1;
    if (lock_all(node->left) != 0)
        return -1;
    return lock_all(node->right);
}

int by_tree(void) {
    struct node left = {4096, NULL, NULL};
    struct node right = {8200, NULL, NULL};
    struct node top = {0, &left, &right};
    return lock_all(&top);
}

static int lock_evenly(int n);
static int lock_oddly(int n) { return n == 0 ? mlock(buffer + 1, 100) : lock_evenly(n - 1); }  // expect: misaligned-address
static int lock_evenly(int n) { return n == 0 ? mlock(buffer, 100) : lock_oddly(n - 1); } // ok: a page

int by_turns(void) {
    if (lock_evenly(4) != 0)
        return -1;
    return lock_evenly(3);
}

static int offset;

static int step_down(int n) {
    if (n == 0) {
        offset = 4096;
        return 0;
    }
    return step_down(n - 1);
}

int by_unknown(int n) {
    offset = 1;
    step_down(n);
    return mlock(buffer + offset, 100); // ok: nobody knows how far it went
}

static int again(int n) { return mlock(buffer, n) == 0 ? 0 : again(n); } // ok: the same again
int retries(void) { return again(100); }
