// platforms: macos, netbsd, openbsd
// title: by a pointer, a table, syscall(); best effort and a second try
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define MUST(call) do { if ((call) == -1) { perror(#call); exit(1); } } while (0)

void checked_by_a_macro(void)
{
    MUST(mlockall(MCL_CURRENT)); // expect: unavailable-call @macos "always fails"
}

void one_page(void *start)
{
    MUST(mlock(start, 4096)); // ok: that one is there
}

int with_flags(const void *start, size_t length)
{
    int result = mlock2(start, length, 1); // expect: unavailable-call "has no mlock2()"

    return result;
}

void everything_or_one(void *start, size_t length)
{
    if (mlockall(MCL_CURRENT) == -1 && mlock(start, length) == -1) // ok: there is a second try
        exit(1);
}

void unsupported_is_fine(void)
{
    if (mlockall(MCL_CURRENT) == -1) { // ok: told apart by ENOSYS and ENOTSUP
        if (errno == ENOSYS || errno == ENOTSUP)
            return;
        exit(1);
    }
}

void best_effort(void)
{
    (void)mlockall(MCL_CURRENT); // ok: nobody relies on it
}
