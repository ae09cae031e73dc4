// platforms: qnx6, qnx7, linux
// title: MAP_FAILED as a number, in 32 bits too
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

int as_number(int fd)
{
    uintptr_t base = (uintptr_t)mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);

    if (base == (uintptr_t)MAP_FAILED) // ok: wrong-result-test
        return -1;
    return mlock((void *)base, 4096) == -1 ? -1 : 0;
}

int as_number_or_null(int fd)
{
    uintptr_t base = (uintptr_t)mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);

    if (base == 0) // expect: wrong-result-test "never a null pointer"
        return -1;
    return mlock((void *)base, 4096) == -1 ? -1 : 0;
}
