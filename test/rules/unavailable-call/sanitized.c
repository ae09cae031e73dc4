// platforms: linux, illumos
// title: a build with the address sanitizer
// assume: __SANITIZE_ADDRESS__=1
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n)
{
    return mlock(p, n); // expect hint: unavailable-call @linux "has the address sanitizer"
}

int hold_all(void)
{
    return mlockall(MCL_CURRENT); // ok: said once
}
