// platforms: linux, qnx7
// title: by a variable, a record, a macro, and one that only sometimes asks
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define BUFFER(length) ((unsigned char *)calloc(1, length))

struct queue {
    int *slots;
    size_t count;
};

static void *work(void *area)
{
    return area;
}

static int *slots_new(size_t count)
{
    return malloc(count * sizeof(int)); // expect: unchecked-allocation @linux
}

static int queue_start(struct queue *queue)
{
    queue->slots = slots_new(16);
    queue->slots[0] = 1;
    queue->count = 16;
    return 0;
}

static int with_a_macro(void)
{
    unsigned char *buffer = BUFFER(4096); // expect: unchecked-allocation @linux

    buffer[0] = 1;
    free(buffer);
    return 0;
}

static int with_a_macro_right(void)
{
    unsigned char *buffer = BUFFER(4096); // ok: asked for on the next line

    if (!buffer)
        return -1;
    buffer[0] = 1;
    free(buffer);
    return 0;
}

static int told_too_late(void)
{
    char *text = strdup("a name"); // expect: unchecked-allocation @linux

    text[0] = 'A';
    if (text == NULL)
        return -1;
    free(text);
    return 0;
}

static int grown(char **line)
{
    char *longer = realloc(*line, 65536); // ok: the old block is kept where it fails

    if (longer == NULL)
        return -1;
    *line = longer;
    longer[0] = 1;
    return 0;
}

static int threads(void)
{
    pthread_t first, second;
    int result;

    pthread_create(&first, NULL, work, NULL); // expect: unchecked-allocation @linux
    result = pthread_create(&second, NULL, work, NULL); // ok: the result is told
    if (result != 0)
        fprintf(stderr, "one thread only: %d\n", result);
    return 0;
}

int main(void)
{
    struct queue queue;
    char *line = malloc(80); // ok: before the lock, and asked for

    if (line == NULL || mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (queue_start(&queue) == -1 || with_a_macro() == -1 || with_a_macro_right() == -1)
        return 1;
    if (told_too_late() == -1 || grown(&line) == -1 || threads() == -1)
        return 1;
    return 0;
}
