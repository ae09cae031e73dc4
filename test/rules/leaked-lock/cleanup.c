// platforms: linux, freebsd
// title: one label for ways on which it is locked, unlocked, and never was, with a length that nobody knows
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int early(int fd, size_t length)
{
    char *key = malloc(length);
    int result = -1;
    if (key == NULL)
        return -1;
    if (mlock(key, length) == -1)
        goto out;
    if (read(fd, key, length) == -1)
        goto out;
    result = 0;
    (void)munlock(key, length);
out:
    free(key); // expect?: leaked-lock "while mlock()"
    return result;
}

int early_right(int fd, size_t length)
{
    char *key = malloc(length);
    int result = -1;
    if (key == NULL)
        return -1;
    if (mlock(key, length) == -1)
        goto out;
    if (read(fd, key, length) == -1)
        goto unlock;
    result = 0;
unlock:
    (void)munlock(key, length);
out:
    free(key); // ok: unlocked on each way on which it was locked
    return result;
}

int switched(int what, size_t length)
{
    char *key = malloc(length);
    if (key == NULL || mlock(key, length) == -1) {
        free(key);
        return -1;
    }
    switch (what) {
    case 0:
        (void)munlock(key, length);
        break;
    case 1:
        key[0] = 1;
        break;
    default:
        (void)munlock(key, length);
    }
    free(key); // expect?: leaked-lock
    return 0;
}

int by_flag(int fd, size_t length)
{
    char *key = malloc(length);
    int is_locked;
    if (key == NULL)
        return -1;
    is_locked = mlock(key, length) == 0;
    if (read(fd, key, length) == -1)
        sleep(1);
    if (is_locked)
        (void)munlock(key, length);
    free(key); // ok: the flag says it
    return 0;
}

int by_null(int fd, size_t length)
{
    char *key = malloc(length), *held = NULL;
    if (key == NULL)
        return -1;
    if (mlock(key, length) == 0)
        held = key;
    if (read(fd, key, length) == -1)
        goto out;
    if (held != NULL)
        (void)munlock(held, length);
    held = NULL;
out:
    free(key); // expect?: leaked-lock
    return 0;
}
