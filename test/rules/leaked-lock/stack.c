// platforms: linux, illumos
// title: a function leaves its own array locked
// shows: S0-09
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int sign(const char *text)
{
    char key[4096] __attribute__((aligned(4096)));
    if (mlock(key, sizeof key) == -1) // expect?: leaked-lock
        return -1;
    memset(key, 1, sizeof key);
    if (write(1, text, strlen(text)) == -1)
        return -1;
    (void)munlock(key, sizeof key);
    return 0;
}

int always(void)
{
    char key[4096] __attribute__((aligned(4096)));
    if (mlock(key, sizeof key) == -1) // expect: leaked-lock
        return -1;
    memset(key, 1, sizeof key);
    return 0;
}

int correct(const char *text)
{
    char key[4096] __attribute__((aligned(4096)));
    int result = -1;
    if (mlock(key, sizeof key) == -1)
        return -1;
    memset(key, 1, sizeof key);
    if (write(1, text, strlen(text)) == -1)
        goto out;
    result = 0;
out:
    (void)munlock(key, sizeof key);
    return result;
}
