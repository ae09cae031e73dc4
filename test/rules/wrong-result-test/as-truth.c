// platforms: linux
// title: a result that is handed on as a truth value
#include <stdbool.h>
#include <stddef.h>
#include <sys/mman.h>

static bool lock_raw(void *p, size_t n)
{
    return mlock(p, n);
}

static bool lock_told(void *p, size_t n)
{
    return mlock(p, n) == 0;
}

static bool lock_failed(void *p, size_t n)
{
    return mlock(p, n);
}

static void *mapped(size_t n)
{
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

int swapped(void **out)
{
    *out = mapped(4096);
    if (*out == NULL)
        return -1;
    if (!lock_raw(*out, 4096)) { // expect warning: wrong-result-test
        munmap(*out, 4096);
        return -1;
    }
    return 0;
}

int told(void **out)
{
    *out = mapped(4096);
    if (*out == NULL)
        return -1;
    if (!lock_told(*out, 4096)) { // ok: true is success
        munmap(*out, 4096);
        return -1;
    }
    return 0;
}

int failed(void **out)
{
    *out = mapped(4096);
    if (*out == NULL)
        return -1;
    if (lock_failed(*out, 4096)) { // ok: true is failure, and taken for it
        munmap(*out, 4096);
        return -1;
    }
    return 0;
}
