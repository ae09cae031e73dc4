// repair: {"kind": "replace-argument", "site": "mlock(key, sizeof(key))", "index": 1, "newText": "sizeof *key", "title": "The size of what it points to"}
#include <sys/mman.h>
struct key { unsigned char bytes[64]; };
int enter(struct key *key)
{
    return mlock(key, sizeof(key));
}
