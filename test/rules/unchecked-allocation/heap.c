// platforms: linux, android, qnx7, illumos
// title: the heap under MCL_FUTURE
// shows: S4-21
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct ring {
    size_t length;
    char *start;
};

#define NEW(type) ((type *)malloc(sizeof(type)))

static struct ring ring;
static struct ring *other;

static char *copy(const char *text)
{
    char *fresh = malloc(strlen(text) + 1); // expect warning: unchecked-allocation @linux,android,illumos

    strcpy(fresh, text);
    return fresh;
}

static void *must(size_t size)
{
    void *block = malloc(size);

    if (!block) {
        fprintf(stderr, "no memory\n");
        exit(1);
    }
    return block;
}

static int fill(struct ring *into, size_t length)
{
    into->start = calloc(length, 1); // expect warning: unchecked-allocation @linux,android,illumos
    into->length = length;
    into->start[0] = 1;
    return 0;
}

int main(int argc, char **argv)
{
    char *early = malloc(100);
    char *sure, *tested, *later, *kept;
    int is_there;

    early[0] = 1;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    fill(&ring, 100);
    other = NEW(struct ring); // expect warning: unchecked-allocation @linux,android,illumos
    other->length = 0;
    puts(copy(argv[0]));
    sure = must(100);
    sure[0] = 1;
    tested = realloc(NULL, 100);
    if (tested == NULL)
        return 1;
    tested[0] = 1;
    later = malloc(100);
    is_there = later != NULL;
    if (argc > 1 && is_there)
        later[0] = 1;
    kept = strdup(argv[0]);
    assert(kept);
    kept[0] = 1;
    free(kept);
    return 0;
}
