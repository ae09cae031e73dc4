// platforms: linux, qnx7, illumos
/* Locking is wished for, and not needed: whoever cannot is told, and goes on. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int is_locked;

void lock_process(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        int saved = errno;

        fprintf(stderr, "running unlocked: %s\n", strerror(saved));
        if (saved == ENOSYS)
            return;
    } else {
        is_locked = 1;
    }
}

void unlock_process(void)
{
    if (!is_locked)
        return;
    /* There is nobody left to tell. */
    (void)munlockall();
    is_locked = 0;
}

char *buffer_new(size_t pages, size_t *length)
{
    long size = sysconf(_SC_PAGESIZE);
    char *buffer;

    if (size == -1)
        return NULL;
    *length = pages * (size_t)size;
    buffer = mmap(NULL, *length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (buffer == MAP_FAILED)
        return NULL;
    if (mlock(buffer, *length) == -1)
        fprintf(stderr, "the buffer may be paged out: %s\n", strerror(errno));
    return buffer;
}
