// platforms: linux
// title: who asks for the sanitizer knows of it
// assume: __SANITIZE_ADDRESS__=1
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>

int hold(void *p, size_t n)
{
#ifdef __SANITIZE_ADDRESS__
    fputs("with a sanitizer nothing is locked\n", stderr);
#endif
    return mlock(p, n); // ok: it is said
}
