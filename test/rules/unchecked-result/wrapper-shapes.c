// platforms: linux
// title: however a wrapper tells of a failure, its callers owe the check and nobody else
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static char page[8192] __attribute__((aligned(4096)));

static bool lock_bool(void) { return mlock(page, 4096) == 0; }

static int lock_negative(void) {
    if (mlock(page, 4096) != 0)
        return -errno;
    return 0;
}

static int lock_code(void) {
    int rc = mlock(page, 4096);
    return rc ? errno : 0;
}

static void lock_out(int *result) { *result = mlock(page, 4096); }

static void die(const char *format, ...) {
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    exit(1);
}

static void lock_or_die(void) {
    if (mlock(page, 4096) == -1)
        die("cannot lock: %d\n", 1);
}

static int ladder(void) {
    int result = -1;
    char *more = malloc(100);
    if (more == NULL)
        goto out;
    if (mlock(page, 4096) == -1)
        goto release;
    result = 0;
release:
    free(more);
out:
    return result;
}

void careless(void) {
    lock_negative(); // expect: unchecked-result "lock_negative"
    ladder();        // known-miss: unchecked-result it also fails where nothing was locked, with the same number
}

void careful(void) {
    int result;
    if (!lock_bool())
        perror("lock_bool");
    if (lock_negative() < 0)
        perror("lock_negative");
    if (lock_code() != 0)
        perror("lock_code");
    lock_out(&result);
    if (result != 0)
        perror("lock_out");
    lock_or_die(); // ok: it does not come back
    if (ladder() == -1)
        perror("ladder");
}

int past_death(void) {
    char *start = page + 1;
    lock_or_die();
    if (start != page + 1)
        die("impossible\n");
    return mlock(page, 4096); // ok: passed on
}
