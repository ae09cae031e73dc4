// platforms: linux
// apply: Swap them
#include <stddef.h>
#include <sys/mman.h>

int hold(char *key, size_t length)
{
    return mlock(length, key); // expect: wrong-argument
}
