// repair: {"kind": "swap-arguments", "first": "( void * ) length", "second": "(size_t)area"}
#include <stddef.h>
#include <sys/mman.h>
int enter(size_t length, char *area)
{
    return mlock(( void * ) length, (size_t)area);
}
