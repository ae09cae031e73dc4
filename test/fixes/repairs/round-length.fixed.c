#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>
int guard(void *area, size_t length)
{
    return mprotect(area, ((length + 1) + (size_t)sysconf(_SC_PAGESIZE) - 1) & ~((size_t)sysconf(_SC_PAGESIZE) - 1), PROT_READ);
}
