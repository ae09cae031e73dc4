// platforms: linux
// title: the lock goes, and the memory stays
// shows: S2-14, S2-15
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define GROW(p, n) realloc(p, n)

static void *anew(void *p, int more)
{
    return mmap(p, 8192, PROT_READ | PROT_WRITE, MAP_FIXED | MAP_PRIVATE | MAP_ANON | more, -1, 0);
}

int replaced(void)
{
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (p == MAP_FAILED || mlock(p, 8192) == -1)
        return -1;
    p = anew(p, 0);
    if (p == MAP_FAILED)
        return -1;
    memcpy(p, "key", 4); // expect: lost-lock "mmap() has replaced"
    return munmap(p, 8192);
}

int replaced_and_locked(void)
{
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (p == MAP_FAILED || mlock(p, 8192) == -1)
        return -1;
    p = anew(p, 0);
    if (p == MAP_FAILED || mlock(p, 8192) == -1)
        return -1;
    memcpy(p, "key", 4); // ok: locked again
    return munmap(p, 8192);
}

int replaced_by_locked(void)
{
    char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (p == MAP_FAILED || mlock(p, 8192) == -1) // expect?: leaked-lock
        return -1;
    p = anew(p, MAP_LOCKED);
    if (p == MAP_FAILED)
        return -1;
    memcpy(p, "key", 4); // ok: what replaced it is locked
    return munmap(p, 8192);
}

int grown(size_t more)
{
    char *bigger, *p = aligned_alloc(4096, 4096);
    if (p == NULL || mlock(p, 4096) == -1)
        return -1;
    bigger = realloc(p, 4096 + more); // expect: lost-lock "may move the block"
    if (bigger == NULL)
        return -1;
    bigger[0] = 1;
    free(bigger);
    return 0;
}

int grown_right(size_t more)
{
    char *bigger, *p = aligned_alloc(4096, 4096);
    if (p == NULL || mlock(p, 4096) == -1)
        return -1;
    (void)munlock(p, 4096);
    bigger = GROW(p, 4096 + more);
    if (bigger == NULL)
        return -1;
    bigger[0] = 1; // ok: no lock of it is counted on
    free(bigger);
    return 0;
}

int grown_by_macro(void)
{
    char *p = malloc(100), *q;
    if (p == NULL || mlock(p, 100) == -1)
        return -1;
    q = GROW(p, 200); // expect: lost-lock
    if (q == NULL)
        return -1;
    q[0] = 1;
    free(q);
    return 0;
}

int moved_along(void)
{
    char *q, *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (p == MAP_FAILED || mlock(p, 8192) == -1)
        return -1;
    q = mremap(p, 8192, 16384, MREMAP_MAYMOVE);
    if (q == MAP_FAILED)
        return -1;
    q[0] = 1; // ok: mremap() takes the lock along
    return munmap(q, 16384);
}

int cut_off(const char *name)
{
    int fd = open(name, O_RDWR);
    char *p = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED || mlock(p, 4 * 4096) == -1)
        return -1;
    if (ftruncate(fd, 4096) == -1)
        return -1;
    p[0] = 1;
    p[2 * 4096] = 1; // expect: lost-lock "beyond what ftruncate()"
    return munmap(p, 4 * 4096);
}
