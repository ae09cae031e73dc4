// repair: {"kind": "ask-page-size", "span": "4095", "meant": "size less one"}
#include <stdint.h>
#include <sys/mman.h>
int enter(void *start, size_t length)
{
    uintptr_t first = (uintptr_t)start & ~4095;

    return mlock((void *)first, length);
}
