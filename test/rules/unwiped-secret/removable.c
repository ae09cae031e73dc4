// platforms: linux, freebsd, openbsd
// title: a wipe that nobody would miss
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#define CLEAR(area) memset(area, 0, sizeof(area))

struct login {
    char *name;
    char *password;
    size_t length;
};

int lock_all(void)
{
    return mlockall(MCL_CURRENT | MCL_FUTURE);
}

int on_the_stack(char *hash)
{
    char password[64];

    if (lock_all() == -1 || fgets(password, sizeof password, stdin) == NULL)
        return -1;
    hash[0] = password[0];
    memset(password, 0, sizeof password); // expect info: unwiped-secret "may leave this memset() out: the function returns"
    return 0;
}

int by_a_macro(char *hash)
{
    char passphrase[64];
    int result = 0;

    if (lock_all() == -1 || fgets(passphrase, sizeof passphrase, stdin) == NULL)
        return -1;
    if (passphrase[0] == hash[0])
        result = 1;
    CLEAR(passphrase); // expect info: unwiped-secret
    return result;
}

void in_a_record(struct login *login)
{
    if (lock_all() == -1)
        return;
    bzero(login->password, login->length); // known-miss: unwiped-secret members are not followed from the wipe to free()
    free(login->password);
    login->password = NULL;
}

void freed(size_t length)
{
    char *password = malloc(length);

    if (lock_all() == -1 || password == NULL || fgets(password, 9, stdin) == NULL)
        return;
    bzero(password, length); // expect info: unwiped-secret "the block is freed"
    free(password);
}

void no_secret(size_t length)
{
    char *line = malloc(length);

    if (lock_all() == -1 || line == NULL || fgets(line, 9, stdin) == NULL)
        return;
    bzero(line, length); // ok: nothing says that it is a secret
    free(line);
}

/* Somebody outside may look, as far as a compiler knows. */
int unlocked_after_it(void)
{
    char password[64];

    if (mlock(password, sizeof password) == -1)
        return -1;
    memset(password, 0, sizeof password);
    return munlock(password, sizeof password);
}

int before_it_is_used(char *hash)
{
    char password[64];

    memset(password, 0, sizeof password);
    if (lock_all() == -1 || fgets(password, sizeof password, stdin) == NULL)
        return -1;
    hash[0] = password[0];
    explicit_bzero(password, sizeof password);
    return 0;
}

int volatile_one(char *hash)
{
    volatile char secret[2];

    if (lock_all() == -1)
        return -1;
    secret[0] = hash[0];
    hash[1] = secret[0];
    memset((char *)secret, 0, sizeof secret);
    return 0;
}

void another_is_freed(struct login *login)
{
    if (lock_all() == -1)
        return;
    memset(login->password, 0, login->length);
    free(login->name);
}

int still_to_be_read(char *hash)
{
    static char password[64];

    if (lock_all() == -1 || fgets(password, sizeof password, stdin) == NULL)
        return -1;
    hash[0] = password[0];
    memset(password, 0, sizeof password); // ok: the next call finds zeros
    return 0;
}
