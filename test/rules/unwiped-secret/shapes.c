// platforms: linux
// title: blocks of the heap, records, other ways of filling and reading
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct vault {
    size_t length;
    char *secret;
};

static void fill(char *area, const char *text)
{
    strcpy(area, text);
}

static void clear(void *area, size_t length)
{
    explicit_bzero(area, length);
}

int from_the_heap(const char *text)
{
    char *password = malloc(4096);

    if (password == NULL)
        return -1;
    if (mlock(password, 4096) == -1) {
        free(password);
        return -1;
    }
    fill(password, text);
    if (munlock(password, 4096) == -1) // expect: unwiped-secret "`password`"
        perror("munlock");
    free(password);
    return 0;
}

int from_the_heap_and_wiped(const char *text)
{
    char *password = malloc(4096);

    if (password == NULL)
        return -1;
    if (mlock(password, 4096) == -1) {
        free(password);
        return -1;
    }
    fill(password, text);
    clear(password, 4096);
    if (munlock(password, 4096) == -1)
        perror("munlock");
    free(password);
    return 0;
}

int in_a_record(struct vault *vault, const char *text)
{
    vault->secret = malloc(4096);
    if (vault->secret == NULL)
        return -1;
    if (mlock(vault->secret, 4096) == -1) {
        free(vault->secret);
        return -1;
    }
    strncpy(vault->secret, text, 4095);
    vault->secret[4095] = '\0';
    if (munlock(vault->secret, 4096) == -1) // expect: unwiped-secret
        perror("munlock");
    free(vault->secret);
    return 0;
}

int that_was_read_and_compared(const char *expected)
{
    static char password[4096];
    int result;

    if (mlock(password, sizeof password) == -1)
        return -1;
    if (fgets(password, sizeof password, stdin) == NULL)
        return munlock(password, sizeof password); // ok: nothing came
    result = strcmp(password, expected);
    if (munlock(password, sizeof password) == -1) // expect: unwiped-secret
        return -1;
    return result;
}

int wiped_after_the_lock_is_back(const char *text)
{
    static char secret[4096];

    if (mlock(secret, sizeof secret) == -1)
        return -1;
    fill(secret, text);
    memset(secret, 0, sizeof secret);
    if (munlock(secret, sizeof secret) == -1)
        return -1;
    memset(secret, 1, sizeof secret); // ok: it is nothing by now
    return 0;
}
