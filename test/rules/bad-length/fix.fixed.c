#include <sys/mman.h>

struct key {
    unsigned char bytes[4096];
};

int hold(struct key *key)
{
    if (mlock(key, sizeof *key) == -1)
        return -1;
    return 0;
}
