// repair: {"kind": "round-length", "site": "mprotect(area, length + 1, PROT_READ)", "index": 1}
#include <stddef.h>
#include <sys/mman.h>
int guard(void *area, size_t length)
{
    return mprotect(area, length + 1, PROT_READ);
}
