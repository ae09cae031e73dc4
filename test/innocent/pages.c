// platforms: linux, illumos
/* The page size is asked for, headers show what is used, and what is locked is filled before the time counts */
#define _GNU_SOURCE
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t page_size(void)
{
    long size = sysconf(_SC_PAGESIZE);

    return size > 0 ? (size_t)size : 4096;
}

static int hold(const void *address, size_t length)
{
    size_t page = page_size();
    uintptr_t start = (uintptr_t)address & ~(uintptr_t)(page - 1);
    uintptr_t end = ((uintptr_t)address + length + page - 1) & ~(uintptr_t)(page - 1);

    return mlock((void *)start, end - start);
}

int main(void)
{
    struct sched_param parameter = {.sched_priority = 10};
    size_t length = 16 * page_size();
    char *ring = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);

    if (ring == MAP_FAILED) {
        perror("mmap");
        return EXIT_FAILURE;
    }
    if (hold(ring, length) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    memset(ring, 0, length);
    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1) {
        perror("sched_setscheduler");
        return EXIT_FAILURE;
    }
    ring[0] = 1;
    return EXIT_SUCCESS;
}
