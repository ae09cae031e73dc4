// platforms: linux
// title: which function goes with which memory is told by a table's rows
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct backend {
    void *(*get)(size_t length);
    void (*put)(void *block, size_t length);
};

static void *plain_get(size_t length)
{
    return aligned_alloc(4096, length);
}

static void plain_put(void *block, size_t length)
{
    (void)length;
    free(block);
}

static void *locked_get(size_t length)
{
    void *block = aligned_alloc(4096, length);
    if (block != NULL && mlock(block, length) == -1) {
        free(block);
        return NULL;
    }
    return block;
}

static void locked_put(void *block, size_t length)
{
    if (munlock(block, length) == -1)
        perror("munlock");
    free(block);
}

static const struct backend rows[] = {{plain_get, plain_put}, {locked_get, locked_put}};

int by_row(int choice)
{
    const struct backend *backend = &rows[choice != 0];
    char *block = backend->get(65536);
    if (block == NULL)
        return -1;
    block[0] = 1;
    backend->put(block, 65536);
    return 0;
}

static void careless_put(void *block, size_t length)
{
    (void)length;
    free(block); // expect?: leaked-lock "locked by mlock()"
}

static void chatty_put(void *block, size_t length)
{
    printf("%zu bytes less\n", length);
    free(block); // expect?: leaked-lock "locked by mlock()"
}

static const struct backend careless[] = {{locked_get, chatty_put}, {locked_get, careless_put}};

int none_unlocks(int choice)
{
    char *block = locked_get(65536);
    if (block == NULL)
        return -1;
    careless[choice != 0].put(block, 65536);
    return 0;
}
