// platforms: linux, qnx7, illumos
/* Addresses that are numbers, numbers that were pages, and pointers that are locked themselves. */
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static void *registered[16];

int hold_from_to(uintptr_t from, uintptr_t to)
{
    return mlock((const void *)from, to - from);
}

int hold_pages_of(const void *start, size_t bytes)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uintptr_t first = (uintptr_t)start & ~(uintptr_t)(page - 1);
    size_t count = ((uintptr_t)start + bytes - first + page - 1) / page;

    return mlock((const void *)first, count * page);
}

int hold_each_page(char *start, size_t count)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t i;

    for (i = 0; i < count; i++)
        if (mlock(start + i * page, page) == -1)
            return -1;
    return 0;
}

int hold_table(void **table, size_t slots)
{
    return mlock(table, slots * sizeof *table);
}

int hold_registered(size_t slot, size_t length)
{
    return registered[slot] == NULL ? 0 : mlock(registered[slot], length);
}
