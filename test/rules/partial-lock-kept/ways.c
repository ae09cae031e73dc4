// platforms: linux, qnx6, illumos
// title: one way out for all failures, a variable, a record, a macro
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

#define BYTES (16 * 4096)
#define LOCK(area) mlock((area)->start, (area)->length)

struct area {
    char *start;
    size_t length;
};

static struct area own;

char *one_way_out(void)
{
    char *block = NULL;
    void *found;

    if (posix_memalign(&found, 4096, BYTES) != 0)
        return NULL;
    block = found;
    if (mlock(block, BYTES) == -1)
        goto fail;
    return block;
fail:
    free(block); // expect: partial-lock-kept @linux,qnx6
    return NULL;
}

char *one_way_out_right(void)
{
    char *block = NULL;
    void *found;

    if (posix_memalign(&found, 4096, BYTES) != 0)
        return NULL;
    block = found;
    if (mlock(block, BYTES) == -1)
        goto fail;
    return block;
fail:
    (void)munlock(block, BYTES);
    free(block); // ok: whatever was locked of it is not any more
    return NULL;
}

char *through_a_variable(void)
{
    char *block = valloc(BYTES);
    int result;

    if (block == NULL)
        return NULL;
    result = mlock(block, BYTES);
    if (result < 0) {
        free(block); // expect: partial-lock-kept @linux,qnx6
        block = NULL;
    }
    return block;
}

int through_a_record(struct area *area)
{
    area->length = BYTES;
    area->start = aligned_alloc(4096, BYTES);
    if (area->start == NULL)
        return -1;
    if (LOCK(area) != 0) {
        free(area->start); // known-miss: partial-lock-kept @linux,qnx6 what lies in a caller's record may be anybody's
        area->start = NULL;
        return -1;
    }
    return 0;
}

int through_a_record_of_the_file(void)
{
    own.length = BYTES;
    own.start = aligned_alloc(4096, BYTES);
    if (own.start == NULL)
        return -1;
    if (LOCK(&own) != 0) {
        free(own.start); // expect: partial-lock-kept @linux,qnx6
        own.start = NULL;
        return -1;
    }
    return 0;
}

int the_second_of_two(void)
{
    static char *first, *second;
    first = valloc(BYTES);
    second = valloc(BYTES);

    if (first == NULL || second == NULL || mlock(first, BYTES) == -1)
        return -1;
    if (mlock(second, BYTES) == -1) {
        (void)munlock(first, BYTES);
        free(first); // ok: it was unlocked
        free(second); // expect: partial-lock-kept @linux,qnx6
        return -1;
    }
    return 0;
}

int tried_for_less(void)
{
    char *block = valloc(BYTES);
    int result = -1;

    if (block == NULL)
        return -1;
    if (mlock(block, BYTES) == -1)
        result = mlock(block, 4096);
    block[0] = 1;
    (void)munlock(block, BYTES);
    free(block); // ok: all of it was unlocked
    return result;
}

int all_unlocked(void)
{
    char *block = valloc(BYTES);

    if (block == NULL)
        return -1;
    if (mlock(block, BYTES) == -1) {
        (void)munlockall();
        free(block); // ok: nothing is locked any more
        return -1;
    }
    return 0;
}
