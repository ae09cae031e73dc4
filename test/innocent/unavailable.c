// platforms: macos, freebsd, linux
/* What is not there everywhere is asked for, or done without. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int lock_process(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        if (errno == ENOSYS)
            return 0;
        perror("mlockall");
        return -1;
    }
    return 0;
}

void start(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        fprintf(stderr, "memory is not locked: %s\n", strerror(errno));
    puts("started");
}

int hold_later(const void *start, size_t length)
{
#if defined(__linux__) && defined(MLOCK_ONFAULT)
    return mlock2(start, length, MLOCK_ONFAULT);
#else
    return mlock(start, length);
#endif
}
