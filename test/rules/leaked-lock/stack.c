// platforms: linux, illumos
// title: a function leaves its own array locked
// shows: S0-09
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int sign(const char *text)
{
    char buf[4096] __attribute__((aligned(4096)));
    if (mlock(buf, sizeof buf) == -1) // expect?: leaked-lock
        return -1;
    memset(buf, 1, sizeof buf);
    if (write(1, text, strlen(text)) == -1)
        return -1;
    (void)munlock(buf, sizeof buf);
    return 0;
}

int always(void)
{
    char buf[4096] __attribute__((aligned(4096)));
    if (mlock(buf, sizeof buf) == -1) // expect: leaked-lock
        return -1;
    memset(buf, 1, sizeof buf);
    return 0;
}

int correct(const char *text)
{
    char buf[4096] __attribute__((aligned(4096)));
    int result = -1;
    if (mlock(buf, sizeof buf) == -1)
        return -1;
    memset(buf, 1, sizeof buf);
    if (write(1, text, strlen(text)) == -1)
        goto out;
    result = 0;
out:
    (void)munlock(buf, sizeof buf);
    return result;
}
