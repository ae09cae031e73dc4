// platforms: linux, qnx7, freebsd, netbsd, openbsd, illumos, posix
// title: reserved address space, guards before and behind, and what is made accessible in time
#include <stddef.h>
#include <sys/mman.h>

#define PAGE 4096
#define HOLD(start, pages) mlock(start, (pages) * PAGE)

struct stack {
    char *low;
    size_t size;
};

static char *reserve(size_t length)
{
    char *start = mmap(NULL, length, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);

    return start == MAP_FAILED ? NULL : start;
}

static char *pages(size_t count)
{
    char *start = mmap(NULL, count * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);

    return start == MAP_FAILED ? NULL : start;
}

static int hold(const void *start, size_t length)
{
    return mlock(start, length); // expect: inaccessible-range @linux,qnx7,freebsd,netbsd
}

int through_a_call(void)
{
    char *area = reserve(16 * PAGE);

    return area == NULL ? -1 : hold(area, 16 * PAGE);
}

int through_a_macro(void)
{
    char *area = pages(4);

    if (area == NULL || mprotect(area + 3 * PAGE, PAGE, PROT_NONE) == -1)
        return -1;
    return HOLD(area, 4); // expect: inaccessible-range @linux,qnx7,freebsd,netbsd
}

int through_a_macro_right(void)
{
    char *area = pages(4);

    if (area == NULL || mprotect(area + 3 * PAGE, PAGE, PROT_NONE) == -1)
        return -1;
    return HOLD(area, 3); // ok: the guard behind is left out
}

int through_a_variable(void)
{
    struct stack stack = { pages(8), 8 * PAGE };
    size_t length;

    if (stack.low == NULL || mprotect(stack.low, PAGE, PROT_NONE) == -1)
        return -1;
    length = stack.size;
    return mlock(stack.low, length); // expect: inaccessible-range @linux,qnx7,freebsd,netbsd
}

int through_a_variable_right(void)
{
    struct stack stack = { pages(8), 8 * PAGE };

    if (stack.low == NULL || mprotect(stack.low, PAGE, PROT_NONE) == -1)
        return -1;
    return mlock(stack.low + PAGE, stack.size - PAGE); // ok: the guard before is left out
}

int too_little_was_opened(void)
{
    char *area = reserve(16 * PAGE);

    if (area == NULL || mprotect(area, 4 * PAGE, PROT_READ | PROT_WRITE) == -1)
        return -1;
    return mlock(area, 8 * PAGE); // expect: inaccessible-range @linux,qnx7,freebsd,netbsd
}

int enough_was_opened(void)
{
    char *area = reserve(16 * PAGE);

    if (area == NULL || mprotect(area, 8 * PAGE, PROT_READ | PROT_WRITE) == -1)
        return -1;
    return mlock(area, 8 * PAGE); // ok: what is locked may be used
}

int where_somebody_wishes_it(int guarded)
{
    char *area = pages(2);

    if (area == NULL)
        return -1;
    if (guarded && mprotect(area + PAGE, PAGE, PROT_NONE) == -1)
        return -1;
    return mlock(area, 2 * PAGE); // expect?: inaccessible-range @linux,qnx7,freebsd,netbsd
}

int closed_between(void)
{
    char *area = pages(2);

    if (area == NULL || mprotect(area, 2 * PAGE, PROT_NONE) == -1)
        return -1;
    if (mprotect(area, PAGE, PROT_READ) == -1)
        return -1;
    return mlock(area + PAGE, 1); // expect: inaccessible-range @linux,qnx7,freebsd,netbsd
}

int closed_afterwards(void)
{
    static char *area;
    area = pages(2);

    if (area == NULL || mlock(area, 2 * PAGE) == -1) // ok: it could be used then
        return -1;
    if (mprotect(area + PAGE, PAGE, PROT_NONE) == -1)
        return -1;
    return munlock(area, 2 * PAGE); // ok: to unlock needs no access
}

int of_others(void *area, int protection)
{
    if (mprotect(area, 2 * PAGE, protection) == -1)
        return -1;
    return mlock(area, 2 * PAGE); // ok: nobody here knows what it is open for
}
