// platforms: linux, qnx7, illumos
// title: address and length in each other's place, or something else in theirs
// shows: S0-03, S0-04
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define HOLD(length, start) mlock(length, start)
static int hold(const void *start, size_t length) { return mlock(start, length); }
static int hold_reversed(size_t length, const void *start) { return mlock(start, length); }

int direct(char *key, size_t length)
{
    return mlock(length, key); // expect error: wrong-argument "swapped"
}

int direct_right(char *key, size_t length)
{
    return mlock(key, length);
}

int with_casts(char *key, int length)
{
    return mlock((void *)(uintptr_t)length, (size_t)key); // expect: wrong-argument "swapped"
}

int through_a_macro(char *key, size_t length)
{
    return HOLD(length, key); // expect: wrong-argument
}

int through_a_macro_right(char *key, size_t length)
{
    return HOLD(key, length);
}

int through_a_call(char *key, size_t length)
{
    return hold((void *)length, (size_t)key); // expect: wrong-argument "swapped"
}

int other_order_right(char *key, size_t length)
{
    return hold_reversed(length, key);
}

int the_end(char *from, char *to)
{
    return mlock(from, (size_t)to); // expect error: wrong-argument "an address"
}

int the_difference(char *from, char *to)
{
    return mlock(from, (size_t)(to - from));
}

int difference_of_numbers(char *from, char *to)
{
    return mlock(from, (uintptr_t)to - (uintptr_t)from);
}

/* Addresses are kept as numbers in places. */
int numeric(uintptr_t start, uintptr_t end)
{
    return mlock((void *)start, end - start);
}

int a_flag(char *key)
{
    return mlock(key, MCL_CURRENT | MCL_FUTURE); // expect error: wrong-argument "MCL_CURRENT"
}

int unlocks(char *key, size_t length)
{
    if (mlock(key, length) == -1)
        return -1;
    return munlock(length, key); // expect: wrong-argument "munlock()"
}
