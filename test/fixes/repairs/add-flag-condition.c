// repair: {"kind": "add-flag", "flags": "lazily ? 0 : MAP_POPULATE", "flag": "MAP_PRIVATE"}
#include <stddef.h>
#include <sys/mman.h>
void *area(size_t length, int lazily)
{
    return mmap(NULL, length, PROT_READ, lazily ? 0 : MAP_POPULATE, 3, 0);
}
