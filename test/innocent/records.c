// platforms: linux, qnx7, illumos
/* What came of a lock is kept in a record, and the record goes on to whoever will ask. */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>

struct span {
    void *start;
    size_t length;
};

struct pinned {
    struct span where;
    int is_held;
};

static struct pinned latest;

static struct pinned pin(struct span where)
{
    struct pinned one = { .where = where };

    one.is_held = mlock(where.start, where.length) == 0;
    return one;
}

int pin_or_fail(void *start, size_t length)
{
    struct pinned one = pin((struct span){ start, length });

    return one.is_held ? 0 : -1;
}

struct pinned pin_for_others(struct span where)
{
    return (struct pinned){ .where = where, .is_held = !mlock(where.start, where.length) };
}

static void unpin(struct pinned one)
{
    if (one.is_held)
        (void)munlock(one.where.start, one.where.length);
}

void with_pinned(struct span where, void (*work)(void *))
{
    struct pinned one = { where, 0 };

    one.is_held = mlock(where.start, where.length) == 0;
    work(where.start);
    unpin(one);
}

void pin_into(struct pinned *slot, struct span where)
{
    struct pinned one = { .where = where };
    int result = mlock(where.start, where.length);

    one.is_held = result == 0;
    *slot = one;
}

void pin_into_bytes(void *slot, struct span where)
{
    struct pinned one = { where, 0 };

    one.is_held = mlock(where.start, where.length) != -1;
    memcpy(slot, &one, sizeof one);
}

void pin_latest(struct span where)
{
    struct pinned one = { where, 0 };

    one.is_held = mlock(where.start, where.length) == 0;
    latest = one;
}

int is_latest_held(void)
{
    return latest.is_held;
}
