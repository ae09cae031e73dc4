// platforms: illumos
// title: calls through pointers are calls of the functions that they hold
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

static char buffer[8192] __attribute__((aligned(4096)));

typedef int (*locker)(void *, size_t);

static int lock_it(void *start, size_t size) {
    return mlock(start, size); // expect: misaligned-address
}

static int lock_here(void *start, size_t size) {
    return mlock(start, size); // ok: each caller gives it a page
}

static int lock_there(void *start, size_t size) {
    return mlock(start, size); // expect?: misaligned-address
}

static int lock_in_table(void *start, size_t size) {
    return mlock(start, size); // expect: misaligned-address
}

static int nothing(void *start, size_t size) {
    (void)start;
    (void)size;
    return 0;
}

struct operations {
    const char *name;
    locker lock;
    locker unlock;
};

static const struct operations one = {.name = "one", .lock = lock_it, .unlock = nothing};
static const locker table[] = {nothing, lock_in_table, nothing};
static const struct operations both[2] = {{"a", lock_here, nothing}, {"b", lock_there, nothing}};

int by_record(void) { return one.lock(buffer + 1, 100); }

int by_index(unsigned which) { return table[which](buffer + 1, 100); }

int by_row(int which) {
    if (both[1].lock(buffer, 100) != 0)
        return -1;
    return both[which].unlock(buffer + 1, 100);
}

static locker chosen(int which) { return which ? lock_there : nothing; }

int returned(int which) { return chosen(which)(buffer + 16, 100); }

static int apply(locker lock, void *start) { return lock ? lock(start, 100) : 0; }

int given(void) {
    if (apply(NULL, buffer + 1) != 0)
        return -1;
    return apply(lock_here, buffer + 4096);
}

int chosen_here(int which) {
    locker lock = NULL;
    if (which == 1)
        lock = lock_here;
    else if (which == 2)
        lock = nothing;
    if (lock == NULL)
        return mlock(buffer, 100); // ok: a page
    if (lock == nothing)
        return mlock(buffer + 4096, 100); // ok: a page
    return lock(buffer, 4096);
}

int impossible(void) {
    locker lock = lock_here;
    if (lock != lock_here)
        return mlock(buffer + 1, 100); // ok: never comes here
    return lock(buffer, 4096);
}

int unknown(locker lock) {
    char *start = buffer;
    int result = lock(&start, sizeof start);
    return result == 0 ? mlock(start, 100) : -1; // ok: nobody knows what it did to `start`
}
