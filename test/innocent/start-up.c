// platforms: linux, freebsd, qnx7, illumos, macos
// title: a server that locks itself if it may, by a ladder of systems, and tells
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#ifdef __QNX__
#include <sys/procmgr.h>
#endif

static int may_lock(void)
{
#if defined(__QNX__)
    return procmgr_ability(0, PROCMGR_ADN_NONROOT | PROCMGR_AOP_ALLOW | PROCMGR_AID_MEM_LOCK, PROCMGR_AID_EOL) == EOK;
#else
    return 1;
#endif
}

static const char *lock_itself(void)
{
    if (!may_lock())
        return "not allowed to lock";
#if defined(__APPLE__)
    return "no such call here";
#else
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == 0)
        return NULL;
    switch (errno) {
    case ENOSYS:
        return "no such call here";
    case EPERM:
    case ENOMEM:
    case EAGAIN:
        return "more than may be locked";
    default:
        return strerror(errno);
    }
#endif
}

int main(void)
{
    const char *reason = lock_itself();
    char *buffer;

    if (reason != NULL)
        fprintf(stderr, "running unlocked: %s\n", reason);
    buffer = malloc(65536);
    if (buffer == NULL) {
        perror("malloc");
        return EXIT_FAILURE;
    }
    buffer[0] = 0;
    puts("ready");
    free(buffer);
    return EXIT_SUCCESS;
}
