// platforms: linux, qnx7, illumos
/* Lengths that are right, however they come about. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct span {
    void *start;
    size_t length;
};

static unsigned char key[65536] __attribute__((aligned(65536)));

int hold_spans(const struct span *spans, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (spans[i].length == 0)
            continue;
        if (mlock(spans[i].start, spans[i].length) == -1)
            return -1;
    }
    return 0;
}

int hold_key(void)
{
    return mlock(key, sizeof(key));
}

int hold_table(void **table, size_t count)
{
    return mlock(table, count * sizeof *table);
}

void drop(const struct span *span)
{
    if (span->start != NULL && span->length > 0)
        (void)munlock(span->start, span->length);
}
