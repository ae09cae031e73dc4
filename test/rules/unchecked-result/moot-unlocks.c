// platforms: linux, qnx7
// title: whether an unlock failed is nobody's business where the lock ends right after it
#include <stdlib.h>
#include <sys/mman.h>

struct store {
    void *start;
    size_t length;
    int is_locked;
};

void drop(struct store *store) {
    munlock(store->start, store->length);    // ok: unmapped next
    munmap(store->start, store->length);
}

void drop_if_locked(struct store *store) {
    if (store->is_locked) munlock(store->start, store->length);    // ok: unmapped next, locked or not
    munmap((char *)store->start, store->length);
    store->start = NULL;
}

void drop_another(struct store *store, struct store *other) {
    munlock(store->start, store->length);    // expect hint: unchecked-result
    munmap(other->start, other->length);
}

void drop_perhaps(struct store *store, int gone) {
    munlock(store->start, store->length);    // expect hint: unchecked-result
    if (gone) munmap(store->start, store->length);
}

void give_back(struct store *store) {
    munlock(store->start, store->length);    // expect hint: unchecked-result
    free(store->start);
}

static int unpin(struct store *store, void *start) {
    return munlock(start, store->length);    // ok: passed on
}

void close_store(struct store *store) {
    unpin(store, store->start);    // expect hint: unchecked-result
    store->is_locked = 0;
}

void leave(struct store *store) {
    munlock(store->start, store->length);    // ok: the process ends
    exit(EXIT_SUCCESS);
}

int main(void) {
    munlockall();    // ok: the process ends
    return EXIT_SUCCESS;
}
