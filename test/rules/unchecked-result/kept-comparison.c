// platforms: linux
// title: the result is compared, and what the comparison gives is kept or dropped
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>

struct pool {
    char *start;
    bool isLocked;
};

void never_looked_at(char *key, size_t length)
{
    bool failed = mlock(key, length) == -1; // expect: unchecked-result "never tested"

    key[0] = 1;
}

void negated(char *key, size_t length)
{
    int locked = 0;

    locked = !mlock(key, length); // expect: unchecked-result
    key[0] = 1;
}

void no_statement_at_all(char *key, size_t length)
{
    mlock(key, length) == 0; // expect: unchecked-result
}

static bool lock(char *key, size_t length)
{
    return 0 == mlock(key, length);
}

void wrapper_ignored(char *key, size_t length)
{
    lock(key, length); // expect: unchecked-result "lock() tells whether mlock() succeeded"
}

bool wrapper_tested(char *key, size_t length)
{
    bool locked = lock(key, length);

    if (!locked)
        fprintf(stderr, "not locked\n");
    return true;
}

void mapping_unchecked(size_t length)
{
    bool isThere = mmap(NULL, length, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED; // expect: unchecked-result
    (void)isThere;
}

void passed_on(struct pool *pool, size_t length)
{
    pool->isLocked = mlock(pool->start, length) == 0; // ok: others can look at it
}

void printed(char *key, size_t length)
{
    int locked = mlock(key, length) == 0; // ok: somebody reads it

    printf("locked: %d\n", locked);
}

bool both(char *key, char *iv, size_t length)
{
    bool ok = mlock(key, length) == 0;

    ok = ok && !mlock(iv, length); // ok: what both gave is returned
    return ok;
}

int counted(char *const *keys, int count, size_t length)
{
    int locked = 0;

    for (int i = 0; i < count; i++)
        locked += mlock(keys[i], length) == 0; // ok: they are counted
    return locked;
}

int worst(char *key, char *iv, size_t length)
{
    int bad = mlock(key, length) != 0;

    bad |= mlock(iv, length) != 0;
    return bad ? -1 : 0;
}
