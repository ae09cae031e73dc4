// platforms: illumos
// title: what a pure helper returned is remembered: chains of helpers that call each other often are followed
#include <sys/mman.h>

static char buffer[8192] __attribute__((aligned(4096)));

static int first(int n) { return n > 0 ? n : 1; }
static int second(int n) {
    return first(n) - first(n) + first(n) - first(n) + first(n) - first(n) + first(n) - first(n) + first(n) - first(n) +
           first(n) - first(n) + first(n) - first(n) + first(n) - first(n) + first(n) - first(n) + first(n);
}
static int third(int n) {
    return second(n) - second(n) + second(n) - second(n) + second(n) - second(n) + second(n) - second(n) + second(n) -
           second(n) + second(n) - second(n) + second(n) - second(n) + second(n) - second(n) + second(n) - second(n) +
           second(n);
}

static int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

int by_chain(void) { return mlock(buffer + third(1) + third(2) + third(3) + third(4) - 2, 100); } // expect: misaligned-address

int by_two(void) {
    if (fibonacci(24) != 46368)
        return mlock(buffer + 1, 100); // ok: never comes here
    return mlock(buffer + fibonacci(12), 100); // expect: misaligned-address
}

static int calls;
static int counted(int n) {
    calls++;
    return n;
}

int by_counter(void) {
    calls = 0;
    if (counted(4096) + counted(4096) == 8192)
        return mlock(buffer + calls * 2048, 100); // ok: it was called twice
    return -1;
}
