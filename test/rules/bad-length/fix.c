// platforms: linux
// apply: sizeof *
// title: the size of a record, not of the pointer to it
#include <sys/mman.h>

struct key {
    unsigned char bytes[4096];
};

int hold(struct key *key)
{
    if (mlock(key, sizeof(key)) == -1) // expect: bad-length
        return -1;
    return 0;
}
