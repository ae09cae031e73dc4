// platforms: linux
// title: what getpass() and readpassphrase() give, wherever it is copied, and where it was copied from
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

extern char *readpassphrase(const char *prompt, char *line, size_t size, int flags);
extern int verify(const char *typed);

static char area[4096];

int copied(void)
{
    char *typed;

    if (mlock(area, sizeof area) == -1)
        return -1;
    typed = getpass("? ");                       // expect info: unwiped-secret "what getpass() gave is kept in locked memory"
    if (typed == NULL)
        return munlock(area, sizeof area);       // ok: nothing came
    strncpy(area, typed, sizeof area - 1);
    if (strlen(area) < 8)
        puts("short");
    return munlock(area, sizeof area);           // expect info: unwiped-secret "what getpass() gave"
}

int copied_and_wiped(void)
{
    char *typed;

    if (mlock(area, sizeof area) == -1)
        return -1;
    typed = getpass("? ");                       // ok: wiped as soon as it is copied
    if (typed == NULL)
        return munlock(area, sizeof area);
    strncpy(area, typed, sizeof area - 1);
    explicit_bzero(typed, strlen(typed));
    if (strlen(area) < 8)
        puts("short");
    explicit_bzero(area, sizeof area);
    return munlock(area, sizeof area);           // ok: wiped
}

int copied_and_wiped_byte_by_byte(void)
{
    char *typed;

    if (mlock(area, sizeof area) == -1)
        return -1;
    typed = getpass("? ");                       // ok: wiped by the loop
    if (typed == NULL)
        return munlock(area, sizeof area);
    strncpy(area, typed, sizeof area - 1);
    for (volatile char *p = typed; *p != '\0'; p++)
        *p = 0;
    explicit_bzero(area, sizeof area);
    return munlock(area, sizeof area);           // ok: wiped
}

int read_into_it(void)
{
    int result;

    if (mlock(area, sizeof area) == -1)
        return -1;
    if (readpassphrase("? ", area, sizeof area, 0) == NULL)
        return munlock(area, sizeof area);       // ok: nobody has read it
    result = verify(area);
    if (munlock(area, sizeof area) == -1)        // expect info: unwiped-secret "what readpassphrase() gave"
        return -1;
    return result;
}

int read_into_it_and_wiped(void)
{
    int result;

    if (mlock(area, sizeof area) == -1)
        return -1;
    if (readpassphrase("? ", area, sizeof area, 0) == NULL)
        return munlock(area, sizeof area);
    result = verify(area);
    explicit_bzero(area, sizeof area);
    if (munlock(area, sizeof area) == -1)        // ok: wiped
        return -1;
    return result;
}

static char *asked(const char *prompt)
{
    return getpass(prompt);                      // ok: who is given it may wipe it
}

int through_a_helper(void)
{
    char *typed;

    if (mlock(area, sizeof area) == -1)
        return -1;
    typed = asked("? ");
    if (typed == NULL)
        return munlock(area, sizeof area);
    strcpy(area, typed);
    memset(typed, 0, strlen(typed));
    explicit_bzero(area, sizeof area);
    return munlock(area, sizeof area);           // ok: wiped
}

int something_else_by_now(const char *text)
{
    static char line[4096];
    char *typed;

    if (mlock(line, sizeof line) == -1)
        return -1;
    typed = getpass("? ");                       // ok: wiped below
    if (typed == NULL)
        return munlock(line, sizeof line);
    strcpy(line, typed);
    memset(typed, 0, strlen(typed));
    strcpy(line, text);
    if (strlen(line) > 8)
        puts(line);
    return munlock(line, sizeof line);           // ok: no secret any more
}

int not_kept_in_locked_memory(void)
{
    char line[256];
    char *typed = getpass("? ");                 // ok: nothing says that this program keeps secrets

    if (typed == NULL)
        return -1;
    strncpy(line, typed, sizeof line - 1);
    line[sizeof line - 1] = '\0';
    return verify(line);
}
