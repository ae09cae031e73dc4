// platforms: illumos, linux, qnx7
// title: addresses and lengths rounded by a number
// shows: S0-13, S2-22
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096
#define PAGE_DOWN(p) ((void *)((uintptr_t)(p) & ~(uintptr_t)(PAGE - 1)))
enum { PAGE_SHIFT = 12 };
static const uintptr_t page_size = 4096;

static void *start_of(const void *p) { return (void *)((uintptr_t)p & ~0xfffUL); } // expect? warning: hard-coded-page-size @illumos // expect? hint: hard-coded-page-size @linux
static int hold(const void *p, size_t n) { return mlock(p, n); }

int direct(char *p, size_t n)
{
    return mlock((void *)((uintptr_t)p & ~4095UL), n); // expect? warning: hard-coded-page-size @illumos "4096 bytes" // expect? hint: hard-coded-page-size @linux
}

int by_remainder(char *p, size_t n)
{
    return mlock(p - (uintptr_t)p % PAGE, n); // expect? warning: hard-coded-page-size @illumos // expect? hint: hard-coded-page-size @linux
}

int by_shift(char *p, size_t n)
{
    void *start = (void *)((uintptr_t)p >> PAGE_SHIFT << PAGE_SHIFT); // expect? warning: hard-coded-page-size @illumos // expect? hint: hard-coded-page-size @linux
    return mlock(start, n);
}

int through_helper(char *p, size_t n)
{
    return mlock(start_of(p), n);
}

int through_caller(char *p, size_t n)
{
    return hold(PAGE_DOWN(p), n); // expect? warning: hard-coded-page-size @illumos // expect? hint: hard-coded-page-size @linux
}

int by_constant(char *p, size_t n)
{
    return munlock((void *)((uintptr_t)p / page_size * page_size), n); // expect? warning: hard-coded-page-size @illumos // expect? hint: hard-coded-page-size @linux
}

int length_alone(char *p, size_t n)
{
    return mlock(p, (n + 4095) & ~(size_t)4095); // expect? hint: hard-coded-page-size @illumos,linux "rounds further"
}

int length_by_offset(char *p, size_t n)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    void *start = (void *)((uintptr_t)p & ~(page - 1));
    return mlock(start, n + ((uintptr_t)p & 4095)); // expect? hint: hard-coded-page-size @illumos,linux
}

int asked(char *p, size_t n)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    void *start = (void *)((uintptr_t)p & ~(page - 1)); // ok: asked for
    return mlock(start, (n + page - 1) & ~(page - 1));
}

int asked_with_fallback(char *p, size_t n)
{
    long page = sysconf(_SC_PAGESIZE);
    if (page <= 0)
        page = 4096;
    return mlock((void *)((uintptr_t)p & ~((uintptr_t)page - 1)), n); // ok: the number is the last resort
}

int of_a_ring(char *ring, size_t at, size_t n)
{
    return mlock(ring + (at & 4095), n); // ok: a place in a ring, not a page
}

int whole_number(char *pages)
{
    return mlock(pages, 3 * 4096); // ok: rounds nothing
}

int of_all_sizes(char *p, size_t n)
{
    return mlock((void *)((uintptr_t)p & ~0xffffUL), n); // ok: a multiple of every size that pages have
}

int of_a_block_elsewhere(size_t n)
{
    return n % 4096 == 0 && write(1, "", n & ~4095UL) != -1; // ok: nothing is locked
}
