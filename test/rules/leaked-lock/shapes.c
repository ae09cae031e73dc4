// platforms: linux, freebsd
// title: a record, one way out, a cast, and memory that somebody keeps
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define BYTES 4096
#define DESTROY(key) do { free((key)->bytes); (key)->bytes = NULL; } while (0)

struct key {
    unsigned char *bytes;
    size_t length;
};

static struct key current;

static int key_make(void)
{
    current.bytes = aligned_alloc(BYTES, BYTES);
    if (current.bytes == NULL)
        return -1;
    if (mlock(current.bytes, BYTES) == -1) {
        free(current.bytes);
        return -1;
    }
    current.length = BYTES;
    return 0;
}

int of_a_record(void)
{
    if (key_make() == -1)
        return -1;
    memset(current.bytes, 0, BYTES);
    DESTROY(&current); // expect: leaked-lock
    return 0;
}

int of_a_record_right(void)
{
    if (key_make() == -1)
        return -1;
    memset(current.bytes, 0, BYTES);
    (void)munlock(current.bytes, current.length);
    DESTROY(&current); // ok: unlocked before
    return 0;
}

int one_way_out(const char *text)
{
    int result = -1;
    char *copy = aligned_alloc(BYTES, BYTES);

    if (copy == NULL)
        return -1;
    if (mlock(copy, BYTES) == -1)
        goto out;
    if (strlen(text) >= BYTES)
        goto unlock;
    strcpy(copy, text);
    result = copy[0];
unlock:
    (void)munlock(copy, BYTES);
out:
    free(copy); // ok: on each way it is not locked, or not any more
    return result;
}

int another_name(void)
{
    void *block = aligned_alloc(BYTES, BYTES);
    char *same = block;

    if (block == NULL || mlock(same, BYTES) == -1)
        return -1;
    same[0] = 1;
    free(block); // expect: leaked-lock
    return 0;
}

char *kept(void)
{
    char *block = aligned_alloc(BYTES, BYTES);

    if (block != NULL && mlock(block, BYTES) == -1) {
        free(block); // ok: not locked here
        return NULL;
    }
    return block;
}
