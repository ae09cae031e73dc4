// platforms: linux
// title: filled by the kernel, read on one way, and let go on all
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

static char late[PAGE] __attribute__((aligned(PAGE)));
static char early[PAGE] __attribute__((aligned(PAGE)));

static int sum(const char *text)
{
    int result = 0;
    for (; *text; text++)
        result += *text;
    return result;
}

int wiped_late(int tty)
{
    int result = -1;
    ssize_t got;
    if (mlock(late, PAGE) == -1)
        return -1;
    got = read(tty, late, PAGE - 1);
    if (got <= 0)
        goto out;
    late[got - 1] = 0;
    result = sum(late);
out:
    if (munlock(late, PAGE) == -1) // expect? info: unwiped-secret "`late` before it is wiped"
        perror("munlock");
    explicit_bzero(late, PAGE);
    return result;
}

int wiped_in_time(int tty)
{
    int result = -1;
    ssize_t got;
    if (mlock(early, PAGE) == -1)
        return -1;
    got = read(tty, early, PAGE - 1);
    if (got <= 0)
        goto out;
    early[got - 1] = 0;
    result = sum(early);
out:
    explicit_bzero(early, PAGE);
    if (munlock(early, PAGE) == -1)
        perror("munlock");
    return result;
}
