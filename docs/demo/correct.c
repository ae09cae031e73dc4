/* Locks a work area for as long as it is needed, and treats every failure. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct area {
    void *start;
    size_t length;
};

static int area_open(struct area *area, size_t pages)
{
    long page = sysconf(_SC_PAGESIZE);

    if (page <= 0)
        return -1;
    area->length = pages * (size_t)page;
    area->start = mmap(NULL, area->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (area->start == MAP_FAILED)
        return -1;
    if (mlock(area->start, area->length) == -1) {
        int reason = errno;

        (void)munmap(area->start, area->length);
        errno = reason;
        return -1;
    }
    return 0;
}

static int area_close(struct area *area)
{
    memset(area->start, 0, area->length);
    if (munlock(area->start, area->length) == -1)
        fprintf(stderr, "munlock: %s\n", strerror(errno));
    return munmap(area->start, area->length);
}

int main(void)
{
    struct area area;

    if (area_open(&area, 4) == -1) {
        fprintf(stderr, "cannot lock the work area: %s\n", strerror(errno));
        return EXIT_FAILURE;
    }
    memset(area.start, 0xa5, area.length);
    return area_close(&area) == -1 ? EXIT_FAILURE : EXIT_SUCCESS;
}
