// platforms: linux
// title: no macro anywhere: mlock2() is declared for those who ask for GNU's extensions
// apply: Define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>

int hold(void *p, size_t n) { return mlock2(p, n, 0); } // expect? hint: missing-feature-macro "nothing that is seen here defines"

int hold_another(void *p, size_t n) { return mlock2(p, n, 0); } // ok: said once

void *map(size_t n)
{
    return mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0); // ok: shown unless a standard is asked for
}
