// platforms: linux, illumos
/* Secrets that are locked as long as they are there, and wiped in time. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct locked {
    size_t length;
    char *secret;
};

static void wipe(void *area, size_t length)
{
    volatile char *byte = area;

    while (length-- > 0)
        *byte++ = 0;
}

static void locked_free(struct locked *locked)
{
    if (locked->secret == NULL)
        return;
    wipe(locked->secret, locked->length);
    if (munlock(locked->secret, locked->length) == -1)
        perror("munlock");
    free(locked->secret);
    locked->secret = NULL;
}

static int locked_new(struct locked *locked, size_t pages)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    void *area;

    locked->length = pages * page;
    locked->secret = NULL;
    if (posix_memalign(&area, page, locked->length) != 0)
        return -1;
    if (mlock(area, locked->length) == -1) {
        int error = errno;

        free(area);
        errno = error;
        return -1;
    }
    locked->secret = area;
    return 0;
}

int ask(int (*check)(const char *password))
{
    struct locked locked;
    ssize_t length;
    int result;

    if (locked_new(&locked, 1) == -1) {
        perror("no locked memory");
        return -1;
    }
    length = read(STDIN_FILENO, locked.secret, locked.length - 1);
    if (length <= 0) {
        locked_free(&locked);
        return -1;
    }
    locked.secret[length] = '\0';
    result = check(locked.secret);
    locked_free(&locked);
    return result;
}
