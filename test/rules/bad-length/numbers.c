// platforms: linux, qnx7, illumos, freebsd
// title: lengths that are zero or negative
// shows: S2-02
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

#define NOTHING 0
static char page[65536] __attribute__((aligned(65536)));
static int hold(const void *start, size_t length) { return mlock(start, length); }
static int hold_some(const void *start, size_t length)
{
    if (length == 0)
        return 0;
    return mlock(start, length);
}

int zero(void)
{
    return mlock(page, 0); // expect warning: bad-length "zero"
}

int zero_by_macro(void)
{
    return mlock(page, NOTHING); // expect: bad-length "zero"
}

int nothing_unlocked(void)
{
    if (mlock(page, sizeof page) == -1)
        return -1;
    return munlock(page, 0); // expect: bad-length "zero"
}

int zero_now_and_then(int some)
{
    return hold(page, some ? sizeof page : 0); // ok: a list may be empty
}

int zero_is_left_out(void)
{
    return hold_some(page, 0); // ok: not called then
}

int negative(void)
{
    return mlock(page, -1); // expect error: bad-length "negative"
}

int negative_by_variable(int used)
{
    int rest = -8192;
    if (used)
        rest -= 4096;
    return mlock(page, (size_t)rest); // expect error: bad-length "negative"
}

int a_failure_as_length(int size)
{
    if (size < 0)
        return mlock(page, (size_t)size); // expect error: bad-length "negative"
    return mlock(page, (size_t)size);
}

int difference(char *from, char *to)
{
    return mlock(from, (size_t)(to - from)); // ok: nobody knows
}
