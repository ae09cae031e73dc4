// platforms: illumos, linux, qnx7
// title: memory aligned by a number that is called a page
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE_SIZE 4096
#define CACHE_LINE 64

int allocated(size_t n)
{
    char *p = aligned_alloc(PAGE_SIZE, n); // expect? warning: hard-coded-page-size @illumos // expect? hint: hard-coded-page-size @linux "the block"
    return p ? mlock(p, n) : -1;
}

int allocated_elsewhere(size_t n)
{
    void *p;
    if (posix_memalign(&p, PAGE_SIZE, n) != 0) // expect? warning: hard-coded-page-size @illumos // expect? hint: hard-coded-page-size @linux
        return -1;
    return mlock(p, n);
}

int asked(size_t n)
{
    void *p;
    if (posix_memalign(&p, (size_t)sysconf(_SC_PAGESIZE), n) != 0) // ok: asked for
        return -1;
    return mlock(p, n);
}

int never_locked(size_t n, void **out)
{
    return posix_memalign(out, PAGE_SIZE, n); // ok: nothing is locked
}
