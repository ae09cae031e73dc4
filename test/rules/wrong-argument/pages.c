// platforms: linux, qnx7, illumos
// title: pages where bytes are asked for
// shows: S0-05
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGES 4
static size_t page_size;

struct area {
    char *start;
    size_t pages;
    size_t length;
};

static char *map(size_t length)
{
    char *area = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return area == MAP_FAILED ? NULL : area;
}

int by_value(void)
{
    char *area = map(4 * 4096);
    if (area == NULL)
        return -1;
    return mlock(area, 4); // expect warning: wrong-argument "4 bytes"
}

int by_value_right(void)
{
    char *area = map(4 * 4096);
    if (area == NULL)
        return -1;
    return mlock(area, 4 * 4096); // ok: bytes
}

int by_macro(void)
{
    char *area = map(PAGES * 4096);
    if (area == NULL)
        return -1;
    return mlock(area, PAGES); // expect: wrong-argument
}

int by_variable(size_t pages)
{
    char *area = map(pages * (size_t)sysconf(_SC_PAGESIZE));
    if (area == NULL)
        return -1;
    return mlock(area, pages); // expect: wrong-argument "`pages` counts pages"
}

int by_variable_right(size_t pages)
{
    size_t length = pages * (size_t)sysconf(_SC_PAGESIZE);
    char *area = map(length);
    if (area == NULL)
        return -1;
    return mlock(area, length); // ok: bytes
}

int divided(char *area, size_t length)
{
    size_t pages = length / page_size;
    return mlock(area, pages); // expect: wrong-argument
}

int shifted(char *area, size_t length)
{
    return mlock(area, length >> 12); // expect: wrong-argument
}

int rounded(char *area, size_t length)
{
    return mlock(area, length / page_size * page_size); // ok: rounded, and bytes again
}

int becomes_bytes(char *area, size_t pages)
{
    pages *= page_size;
    return mlock(area, pages); // ok: made bytes before
}

int one_page_by_one_byte(void)
{
    char *area = map(4096);
    if (area == NULL)
        return -1;
    return mlock(area, 1);
}

/* A number of bytes may be multiplied for another reason. */
int many(char *area, size_t length, size_t count)
{
    size_t all = length * count;
    if (all > 1000000)
        return -1;
    return mlock(area, length);
}

/* Two numbers in one: the upper half is a length. */
int packed(char *area, unsigned long place)
{
    return mlock(area + (place & 0xffff), place >> 16);
}

struct zone {
    char *start;
    size_t count;
    size_t bytes;
};

int by_member(struct zone *zone, size_t length)
{
    zone->count = (length + page_size - 1) / page_size;
    return mlock(zone->start, zone->count); // expect: wrong-argument "`zone->count` counts pages"
}

int by_member_right(struct zone *zone)
{
    zone->bytes = zone->count * page_size;
    return mlock(zone->start, zone->bytes);
}
