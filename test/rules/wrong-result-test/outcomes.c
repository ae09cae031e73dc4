// platforms: linux
// title: what a function of the program's own makes of a result, and tests of that
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static int number_of(void *area, size_t length)
{
    return mlock(area, length) == 0 ? 0 : errno;
}

static int is_locked(void)
{
    return mlockall(MCL_CURRENT | MCL_FUTURE) == 0;
}

/* Negative where it cannot go on, 1 where it goes on without a lock. */
static int soft(void *area, size_t length)
{
    if (area == NULL)
        return -1;
    if (mlock(area, length) == -1)
        return 1;
    return 0;
}

int negative(void *area, size_t length)
{
    if (number_of(area, length) < 0) { // expect: wrong-result-test "`< 0` comes out the same"
        fprintf(stderr, "not locked\n");
        return -1;
    }
    return 0;
}

int minus_one(void *area, size_t length)
{
    int result = number_of(area, length);
    if (result == -1) // expect: wrong-result-test "number_of() returns 0 on success and a positive number on failure"
        return -1;
    return 0;
}

int swapped(void)
{
    if (is_locked() != 0) { // expect: wrong-result-test "is_locked() returns 1 on success and 0 on failure"
        fprintf(stderr, "cannot lock: %s\n", strerror(errno));
        return 1;
    }
    return 0;
}

int right(void *area, size_t length)
{
    int result = number_of(area, length);
    if (result < 0)
        return -1;
    if (result > 0)
        fprintf(stderr, "not locked: %s\n", strerror(result));
    return 0;
}

int right_too(void *area, size_t length)
{
    if (number_of(area, length) != 0 || !is_locked()) {
        fprintf(stderr, "not locked\n");
        return 1;
    }
    return 0;
}

int goes_on(void *area, size_t length)
{
    if (soft(area, length) < 0)
        return -1;
    return 0;
}
