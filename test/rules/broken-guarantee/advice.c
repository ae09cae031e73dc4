// platforms: linux, android, illumos
// title: advice that would drop locked pages
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static char *map(size_t length)
{
    return mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
}

static int drop(void *start, size_t length)
{
    return madvise(start, length, MADV_DONTNEED); // expect? warning: broken-guarantee @linux,android
}

#define TRIM(start, length) madvise(start, length, MADV_FREE)

int locked_and_dropped(void)
{
    char *area = map(8192);

    if (area == MAP_FAILED || mlock(area, 8192) == -1) // expect: leaked-lock
        return -1;
    area[0] = 1;
    return madvise(area, 8192, MADV_DONTNEED); // expect error: broken-guarantee @linux,android
}

int through_a_call(void)
{
    char *area = map(8192);

    if (area == MAP_FAILED || mlock(area, 8192) == -1) // expect: leaked-lock
        return -1;
    area[0] = 1;
    return drop(area, 8192);
}

int through_a_macro(void)
{
    char *area = map(8192);

    if (area == MAP_FAILED || mlock(area, 8192) == -1) // expect: leaked-lock
        return -1;
    area[0] = 1;
    return TRIM(area, 8192); // expect error: broken-guarantee @linux,android
}

int through_a_variable(void)
{
    char *area = map(8192);
    int advice = MADV_COLD;

    if (area == MAP_FAILED || mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    area[0] = 1;
    return madvise(area, 8192, advice); // expect error: broken-guarantee @linux,android
}

int unlocked_first(void)
{
    char *area = map(8192);

    if (area == MAP_FAILED || mlock(area, 8192) == -1)
        return -1;
    area[0] = 1;
    if (munlock(area, 8192) == -1)
        return -1;
    return drop(area, 8192);
}

int another_part(void)
{
    char *area = map(8192);

    if (area == MAP_FAILED || mlock(area, 4096) == -1) // expect: leaked-lock
        return -1;
    area[0] = 1;
    return madvise(area + 4096, 4096, MADV_DONTNEED);
}

int harmless_advice(void)
{
    char *area = map(8192);

    if (area == MAP_FAILED || mlock(area, 8192) == -1) // expect: leaked-lock
        return -1;
    area[0] = 1;
    if (madvise(area, 8192, MADV_WILLNEED) == -1)
        return -1;
    return madvise(area, 8192, MADV_DONTFORK);
}

int may_be_locked(int wanted)
{
    char *area = map(8192);

    if (area == MAP_FAILED)
        return -1;
    if (wanted && mlock(area, 8192) == -1) // expect: leaked-lock
        return -1;
    area[0] = 1;
    if (!wanted)
        return madvise(area, 8192, MADV_DONTNEED);
    return 0;
}
