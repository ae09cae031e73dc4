#include <stddef.h>
#include <sys/mman.h>
void *area(size_t length, int lazily)
{
    return mmap(NULL, length, PROT_READ, (lazily ? 0 : MAP_POPULATE) | MAP_PRIVATE, 3, 0);
}
