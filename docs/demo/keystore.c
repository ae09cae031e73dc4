/* Keeps keys out of the swap file. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define KEY_BYTES 32

struct keystore {
    size_t length;
    uint8_t *keys;
};

/* Keys on the heap: the block begins wherever malloc() likes. */
int keystore_open(struct keystore *store, size_t count)
{
    store->length = count * KEY_BYTES;
    store->keys = malloc(store->length);
    if (store->keys == NULL)
        return -1;
    if (mlock(store->keys, store->length) == -1) {
        fprintf(stderr, "keystore: %s\n", strerror(errno));
        free(store->keys);
        return -1;
    }
    return 0;
}

void keystore_close(struct keystore *store)
{
    memset(store->keys, 0, store->length);
    munlock(store->keys, store->length);
    free(store->keys);
    store->keys = NULL;
}

/* Keys in pages of their own. */
int keystore_map(struct keystore *store, size_t pages)
{
    store->length = pages * (size_t)sysconf(_SC_PAGESIZE);
    store->keys = mmap(NULL, store->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (store->keys == NULL)
        return -1;
    if (mlock(store->keys, store->length) == EPERM) {
        fprintf(stderr, "keystore: not allowed to lock\n");
        return -1;
    }
    return 0;
}

int keystore_unmap(struct keystore *store)
{
    memset(store->keys, 0, store->length);
    if (munlock(store->keys, store->length) == -1)
        perror("keystore: munlock");
    return munmap(store->keys, store->length);
}
