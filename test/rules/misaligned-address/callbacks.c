// platforms: illumos
// title: handlers, threads and what a library calls back are judged where they are given, and write whenever they like
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static char buffer[8192] __attribute__((aligned(4096)));

static int offset;
static int fixed;

static void on_signal(int number) {
    (void)number;
    offset = 4096;
    (void)mlock(buffer + 1, 100); // expect: misaligned-address
}

static void on_action(int number) {
    (void)number;
    (void)mlock(buffer + 1, 100); // expect: misaligned-address
}

static void at_exit(void) {
    (void)munlock(buffer + 1, 100); // expect: misaligned-address
}

static void *in_thread(void *area) {
    (void)mlock((char *)area + 1, 100); // expect: misaligned-address
    return NULL;
}

static int compare(const void *a, const void *b) {
    (void)mlock(buffer + 1, 100); // expect: misaligned-address
    return *(const int *)a - *(const int *)b;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void prepare(void) { fixed = 4096; }

int after_signal(void) {
    offset = 1;
    fixed = 1;
    if (signal(SIGUSR1, on_signal) == SIG_ERR)
        return -1;
    fixed = 0;
    if (mlock(buffer + fixed, 100) != 0) // ok: no handler writes it
        return -1;
    offset = 1;
    return mlock(buffer + offset, 100); // ok: the handler may have come in between
}

int after_action(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_action;
    return sigaction(SIGUSR2, &action, NULL);
}

int after_thread(pthread_t *thread) {
    if (atexit(at_exit) != 0)
        return -1;
    return pthread_create(thread, NULL, in_thread, buffer);
}

int sorted(int *numbers, size_t count) {
    qsort(numbers, count, sizeof *numbers, compare);
    return 0;
}

int prepared(void) {
    fixed = 1;
    if (pthread_once(&once, prepare) != 0)
        return -1;
    return mlock(buffer + fixed, 100); // ok: it may have been prepared
}
