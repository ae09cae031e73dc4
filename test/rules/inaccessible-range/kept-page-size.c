// platforms: linux
// title: the page size is asked for once, and kept in a variable
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static long page;

static long page_bytes(void)
{
    if (!page)
        page = sysconf(_SC_PAGESIZE);
    return page;
}

int lock_guarded(void)
{
    long size = page_bytes();
    char *area = mmap(NULL, 3 * size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (area == MAP_FAILED || mprotect(area + size, size, PROT_READ | PROT_WRITE) == -1)
        return -1;
    return mlock(area, 2 * size); // expect: inaccessible-range
}

static size_t asked(void)
{
    static size_t kept = (size_t)-1;

    if (kept == (size_t)-1) {
        int size = getpagesize();

        kept = size;
    }
    return kept;
}

int lock_beyond(void)
{
    char *area = mmap(NULL, asked(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (area == MAP_FAILED)
        return -1;
    return mlock(area, 4 * asked()); // expect?: unmapped-range
}

static size_t unit;

static size_t unit_bytes(void)
{
    if (unit == 0)
        unit = sysconf(_SC_PAGESIZE);
    return unit;
}

void use_large_units(void)
{
    unit = 2 * 1024 * 1024;
}

int lock_units(void)
{
    char *area = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (area == MAP_FAILED)
        return -1;
    return mlock(area, unit_bytes()); // ok: somebody else may have set another unit, which is no page
}

static size_t counted(void)
{
    static size_t pages;

    if (pages)
        pages += sysconf(_SC_PAGESIZE);
    else
        pages = sysconf(_SC_PAGESIZE);
    return pages;
}

int lock_more_each_time(void)
{
    char *area = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (area == MAP_FAILED)
        return -1;
    return mlock(area, counted()); // ok: nobody knows how often it was called, and the first time all is well
}
