// platforms: linux, android, freebsd, illumos, qnx7
// title: flags by a variable, a helper and a macro; parts of what is locked
#include <stddef.h>
#include <sys/mman.h>

#define BYTES (4 * 4096)
#define REREAD(start, length) msync(start, length, MS_INVALIDATE)

static char *mapped(int file)
{
    char *area = mmap(NULL, BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

    if (area == MAP_FAILED)
        return NULL;
    if (mlock(area, BYTES) == -1) {
        (void)munmap(area, BYTES);
        return NULL;
    }
    area[0] = 1;
    return area;
}

static int refresh(void *start, size_t length)
{
    return msync(start, length, MS_ASYNC | MS_INVALIDATE); // expect: broken-guarantee
}

int through_a_call(int file)
{
    char *area = mapped(file);

    return area == NULL ? -1 : refresh(area, BYTES);
}

int through_a_macro(int file)
{
    char *area = mapped(file);

    return area == NULL ? -1 : REREAD(area, BYTES); // expect: broken-guarantee
}

int through_a_variable(int file)
{
    char *area = mapped(file);
    int flags = MS_SYNC;

    flags |= MS_INVALIDATE;
    if (area == NULL)
        return -1;
    return msync(area, BYTES, flags); // expect: broken-guarantee
}

int one_page_of_it(int file)
{
    char *area = mapped(file);

    if (area == NULL || munlock(area, 2 * 4096) == -1)
        return -1;
    return msync(area + 2 * 4096, 4096, MS_INVALIDATE); // expect: broken-guarantee
}

int another_page_of_it(int file)
{
    char *area = mapped(file);

    if (area == NULL || munlock(area, 2 * 4096) == -1)
        return -1;
    return msync(area, 4096, MS_INVALIDATE); // ok: that page is not locked
}

int written_only(int file)
{
    char *area = mapped(file);

    return area == NULL ? -1 : msync(area, BYTES, MS_ASYNC); // ok: what is written stays
}

int unlocked_and_locked_again(int file)
{
    char *area = mapped(file);

    if (area == NULL || munlock(area, BYTES) == -1)
        return -1;
    if (msync(area, BYTES, MS_INVALIDATE) == -1) // ok: it is not locked now
        return -1;
    return mlock(area, BYTES);
}

int of_others(void *area, size_t length)
{
    return msync(area, length, MS_INVALIDATE); // ok: nobody here has locked it
}
