// platforms: linux, illumos
// title: A zero in the place of a line's end is no wiping
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static char password[8192] __attribute__((aligned(8192)));

static int enter(void)
{
    if (mlock(password, sizeof password) == -1)
        return -1;
    if (fgets(password, sizeof password, stdin) == NULL)
        return -1;
    password[strcspn(password, "\n")] = '\0';
    return 0;
}

int ask(void)
{
    if (enter() == -1)
        return -1;
    if (munlock(password, sizeof password) == -1) // expect info: unwiped-secret "was not wiped"
        return -1;
    return 1;
}

int ask_and_wipe(void)
{
    volatile char *end;

    if (enter() == -1)
        return -1;
    for (end = password + sizeof password; end > password;)
        *--end = '\0';
    if (munlock(password, sizeof password) == -1)
        return -1;
    return 1;
}

static void clear(volatile char *at, size_t length)
{
    while (length > 0)
        at[--length] = 0;
}

int ask_and_clear(size_t length)
{
    if (enter() == -1)
        return -1;
    clear(password, length);
    if (munlock(password, sizeof password) == -1)
        return -1;
    return 1;
}
