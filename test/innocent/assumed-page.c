// platforms: linux, illumos
/* A page size that holds until the program has asked: the function that asks locks nothing. */
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t page = 4096;

void start_up(void)
{
    long size = sysconf(_SC_PAGESIZE);

    if (size > 0)
        page = (size_t)size;
}

int hold(char *address, size_t length)
{
    uintptr_t start = (uintptr_t)address & ~(uintptr_t)(page - 1);
    size_t whole = (length + page - 1) & ~(page - 1);

    return mlock((void *)start, whole);
}
