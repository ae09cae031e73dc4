// platforms: linux, freebsd
// title: More than the program's own limit, in a loop and from one caller of two
#include <stddef.h>
#include <sys/mman.h>
#include <sys/resource.h>

static const struct rlimit narrow = { 65536, 65536 };

static char *banks[4];

int start_banks(void)
{
    if (setrlimit(RLIMIT_MEMLOCK, &narrow) == -1)
        return -1;
    for (int bank = 0; bank < 4; bank++) {
        banks[bank] = mmap(NULL, 131072, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
        if (banks[bank] == MAP_FAILED)
            return -1;
        if (mlock(banks[bank], 131072) == -1) // expect?: limit-exceeded @linux "131072 bytes are more than the 65536" // expect: limit-exceeded @freebsd
            return -1;
    }
    return 0;
}

static char small[4096], large[262144];

static int hold(const void *start, size_t length)
{
    return mlock(start, length); // expect? warning: limit-exceeded "266240 bytes"
}

int start_both(void)
{
    if (setrlimit(RLIMIT_MEMLOCK, &narrow) == -1)
        return -1;
    if (hold(small, sizeof small) == -1)
        return -1;
    return hold(large, sizeof large);
}

static char half[32768], rest[32768];

int start_what_fits(void)
{
    if (setrlimit(RLIMIT_MEMLOCK, &narrow) == -1)
        return -1;
    if (mlock(half, sizeof half) == -1)
        return -1;
    return mlock(rest, sizeof rest);
}
