// platforms: linux
// title: blocks of one heap, variables of one program
// shows: S0-08
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct key {
    char bytes[32];
};

static char left[64], right[64];

static struct key *key_new(void)
{
    struct key *key = malloc(sizeof *key);
    if (key != NULL && mlock(key, sizeof *key) == -1) { // expect?: leaked-lock
        free(key);
        return NULL;
    }
    return key;
}

static void key_free(struct key *key)
{
    explicit_bzero(key, sizeof *key);
    (void)munlock(key, sizeof *key); // expect? info: shared-page-unlock "different pages"
    free(key);
}

int two_keys(void)
{
    struct key *a = key_new(), *b = key_new();
    if (a == NULL || b == NULL)
        return -1;
    a->bytes[0] = b->bytes[0] = 1;
    key_free(a);
    b->bytes[1] = 2;
    key_free(b);
    return 0;
}

int two_variables(void)
{
    if (mlock(left, sizeof left) == -1 || mlock(right, sizeof right) == -1)
        return -1;
    left[0] = right[0] = 1;
    (void)munlock(left, sizeof left); // expect? info: shared-page-unlock
    right[1] = left[0];
    explicit_bzero(right, sizeof right);
    (void)munlock(right, sizeof right);
    return 0;
}

int own_pages(void)
{
    char *a = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    char *b = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (a == MAP_FAILED || b == MAP_FAILED)
        return -1;
    if (mlock(a, 32) == -1 || mlock(b, 32) == -1) // expect?: leaked-lock
        return -1;
    (void)munlock(a, 32);
    b[0] = 1;
    (void)munlock(b, 32);
    return 0;
}

int aligned_blocks(void)
{
    char *a = aligned_alloc(4096, 100), *b = aligned_alloc(4096, 100);
    if (a == NULL || b == NULL || mlock(a, 100) == -1)
        return -1;
    if (mlock(b, 100) == -1) {
        (void)munlock(a, 100);
        return -1;
    }
    (void)munlock(a, 100);
    b[0] = 1;
    (void)munlock(b, 100);
    free(a);
    free(b);
    return 0;
}

int heap_and_stack(void)
{
    char here[64];
    char *there = malloc(64);
    if (there == NULL || mlock(there, 64) == -1)
        return -1;
    if (mlock(here, 64) == 0) {
        here[0] = 1;
        (void)munlock(here, 64);
    }
    there[0] = 1;
    (void)munlock(there, 64);
    free(there);
    return 0;
}

int one_after_the_other(void)
{
    struct key *a = key_new(), *b;
    if (a == NULL)
        return -1;
    a->bytes[0] = 1;
    key_free(a);
    b = key_new();
    if (b == NULL)
        return -1;
    b->bytes[0] = 1;
    key_free(b);
    return 0;
}
