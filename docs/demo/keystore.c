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

int keystore_open(struct keystore *store, size_t count)
{
    store->length = count * KEY_BYTES;
    store->keys = malloc(store->length);
    if (store->keys == NULL)
        return -1;
    if (mlock(store->keys, store->length) == -1) {
        if (errno == EPERM || errno == ENOMEM)
            fprintf(stderr, "keystore: the keys may be written to disk\n");
        free(store->keys);
        return -1;
    }
    return 0;
}

/* The close comes too late for a secret: it is freed while it is still readable, and unlocked after that. */
void keystore_close(struct keystore *store)
{
    free(store->keys);
    munlock(store->keys, store->length);
    store->keys = NULL;
}

int keystore_map(struct keystore *store)
{
    store->length = (size_t)sysconf(_SC_PAGESIZE);
    store->keys = mmap(NULL, store->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (store->keys == MAP_FAILED)
        return -1;
    mlock(store->keys, store->length);
    memset(store->keys, 0, store->length);
    return 0;
}

void keystore_unmap(struct keystore *store)
{
    memset(store->keys, 0, store->length);
    munlock(store->keys, store->length);
    munmap(store->keys, store->length);
}

/* A child does not inherit the lock: what it holds may be swapped out. */
int keystore_serve(struct keystore *store)
{
    pid_t child = fork();

    if (child == 0) {
        store->keys[0] ^= 1;
        _exit(0);
    }
    return child == -1 ? -1 : 0;
}
