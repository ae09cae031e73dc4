// platforms: linux, freebsd
// title: one label for ways on which it is locked, unlocked, and never was, with a length that nobody knows
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int early(int fd, size_t length)
{
    char *buf = malloc(length);
    int result = -1;
    if (buf == NULL)
        return -1;
    if (mlock(buf, length) == -1)
        goto out;
    if (read(fd, buf, length) == -1)
        goto out;
    result = 0;
    (void)munlock(buf, length);
out:
    free(buf); // expect?: leaked-lock "locked by mlock()"
    return result;
}

int early_right(int fd, size_t length)
{
    char *buf = malloc(length);
    int result = -1;
    if (buf == NULL)
        return -1;
    if (mlock(buf, length) == -1)
        goto out;
    if (read(fd, buf, length) == -1)
        goto unlock;
    result = 0;
unlock:
    (void)munlock(buf, length);
out:
    free(buf); // ok: unlocked on each way on which it was locked
    return result;
}

int switched(int what, size_t length)
{
    char *buf = malloc(length);
    if (buf == NULL || mlock(buf, length) == -1) {
        free(buf);
        return -1;
    }
    switch (what) {
    case 0:
        (void)munlock(buf, length);
        break;
    case 1:
        buf[0] = 1;
        break;
    default:
        (void)munlock(buf, length);
    }
    free(buf); // expect?: leaked-lock
    return 0;
}

int by_flag(int fd, size_t length)
{
    char *buf = malloc(length);
    int is_locked;
    if (buf == NULL)
        return -1;
    is_locked = mlock(buf, length) == 0;
    if (read(fd, buf, length) == -1)
        sleep(1);
    if (is_locked)
        (void)munlock(buf, length);
    free(buf); // ok: the flag says it
    return 0;
}

int by_null(int fd, size_t length)
{
    char *buf = malloc(length), *held = NULL;
    if (buf == NULL)
        return -1;
    if (mlock(buf, length) == 0)
        held = buf;
    if (read(fd, buf, length) == -1)
        goto out;
    if (held != NULL)
        (void)munlock(held, length);
    held = NULL;
out:
    free(buf); // expect?: leaked-lock
    return 0;
}
