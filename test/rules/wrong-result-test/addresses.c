// platforms: linux
// title: calls beside mmap() that return an address, and -1 as one
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <unistd.h>

void *grown(void *old, size_t from, size_t to)
{
    void *wider = mremap(old, from, to, MREMAP_MAYMOVE);

    if (wider == NULL) // expect: wrong-result-test "never a null pointer"
        return old;
    return mlock(wider, to) == 0 ? wider : NULL;
}

void *grown_or_not(void *old, size_t from, size_t to)
{
    void *wider = mremap(old, from, to, MREMAP_MAYMOVE);

    if (wider == MAP_FAILED) // ok: wrong-result-test
        return NULL;
    return mlock(wider, to) == 0 ? wider : NULL;
}

char *attached(int id)
{
    char *segment = shmat(id, NULL, 0);

    if (!segment) // expect: wrong-result-test "never a null pointer"
        return NULL;
    return mlock(segment, 4096) == 0 ? segment : NULL;
}

char *attached_or_not(int id)
{
    char *segment = shmat(id, NULL, 0);

    if (segment == (void *)-1) // ok: wrong-result-test
        return NULL;
    return mlock(segment, 4096) == 0 ? segment : NULL;
}

char *careful(int id)
{
    char *segment = shmat(id, NULL, 0);

    if (segment == NULL || segment == (char *)-1) // ok: wrong-result-test
        return NULL;
    return mlock(segment, 4096) == 0 ? segment : NULL;
}

void *more_of_the_heap(void)
{
    void *end = sbrk(4096);

    if (end == (void *)-1) // ok: wrong-result-test
        return NULL;
    return mlock(end, 4096) == 0 ? end : NULL;
}
