// platforms: linux, qnx7, illumos
// title: the size of a pointer, not of what it points to
// shows: S0-05
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

struct session {
    unsigned char key[4096];
    unsigned char *extra;
};

static char *pool;
static size_t pool_bytes;
static char array[8192] __attribute__((aligned(65536)));

#define HOLD(object) mlock((object), sizeof(object))
static int hold(const void *start, size_t length) { return mlock(start, length); }

int direct(void)
{
    char *key = aligned_alloc(65536, 65536);
    if (key == NULL)
        return -1;
    return mlock(key, sizeof key); // expect warning: bad-length "size of a pointer"
}

int direct_right(void)
{
    char *key = aligned_alloc(65536, 65536);
    if (key == NULL)
        return -1;
    return mlock(key, 65536);
}

/* A parameter that is written as an array is a pointer. */
int parameter(char key[8192])
{
    return mlock(key, sizeof key); // expect: bad-length
}

int an_array_is_none(void)
{
    return mlock(array, sizeof array);
}

int through_a_variable(char *key)
{
    size_t length = sizeof(key);
    return mlock(key, length); // expect: bad-length
}

int through_a_call(char *key)
{
    return hold(key, sizeof key); // expect: bad-length "mlock()"
}

int through_a_call_right(void)
{
    return hold(array, sizeof array);
}

int through_a_macro(char *key)
{
    return HOLD(key); // expect: bad-length
}

int through_a_macro_right(void)
{
    return HOLD(array);
}

int member(struct session *session)
{
    return mlock(session->extra, (sizeof (session->extra))); // expect: bad-length
}

int member_right(struct session *session)
{
    return mlock(session->key, sizeof session->key);
}

int of_a_type(char *key)
{
    return mlock(key, (sizeof(void *))); // expect: bad-length
}

int one_slot(void **table)
{
    return mlock(table, sizeof(void *));
}

int what_it_points_to(struct session *session)
{
    return mlock(session, sizeof *session);
}

int unlocks(char *key, size_t length)
{
    if (mlock(key, length) == -1)
        return -1;
    return munlock(key, sizeof(key)); // expect: bad-length "stays locked"
}

int eight_bytes(char *key)
{
    return mlock(key, 8);
}

int kept_apart(void)
{
    return mlock(pool, pool_bytes);
}
