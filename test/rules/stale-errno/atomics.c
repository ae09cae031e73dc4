// platforms: linux
// title: what an atomic operation or a macro of a header leaves alone
#define _GNU_SOURCE
#include <endian.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static _Atomic int tries;
static int plain;
static struct stat status;

int by_standard(void *start, size_t length)
{
    if (mlock(start, length) == -1) {
        int expected = 0;

        atomic_fetch_add_explicit(&tries, 1, memory_order_relaxed);
        atomic_fetch_or(&tries, 4);
        atomic_compare_exchange_strong(&tries, &expected, 1);
        return -errno; // ok: atomic operations know no errno
    }
    return 0;
}

int by_compiler(void *start, size_t length)
{
    if (mlock(start, length) == -1) {
        __atomic_fetch_add(&plain, 1, __ATOMIC_SEQ_CST);
        __sync_add_and_fetch(&plain, (int)__atomic_load_n(&plain, __ATOMIC_RELAXED));
        __sync_val_compare_and_swap(&plain, 1, 0);
        __builtin___clear_cache((char *)start, (char *)start + length);
        return -errno; // ok: nor do these
    }
    return 0;
}

int by_macro(void *start, size_t length)
{
    if (mlock(start, length) == -1) {
        uint64_t order = htobe64(UINT64_C(7));

        return S_ISSOCK(status.st_mode) ? (int)order : -errno; // ok: they compute
    }
    return 0;
}

int by_call(void *start, size_t length)
{
    if (mlock(start, length) == -1) {
        __atomic_store_n(&plain, (int)write(2, "x", 1), __ATOMIC_SEQ_CST);
        return -errno; // expect: stale-errno "write"
    }
    return 0;
}
