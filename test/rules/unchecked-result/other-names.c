// platforms: linux
// title: a name is a call only when it is called and is the library's
#include <stddef.h>

struct ops {
    int (*mlock)(const void *, size_t);
};

static int munlock(const void *p, size_t n) { return p && n ? 0 : -1; }

void fields(struct ops *ops, void *p) {
    ops->mlock(p, 1);        // ok: a field
    munlock(p, 1);           // ok: this file's own function
    const char *s = "mlock"; // ok: a string
    (void)s;
}

#if 0
void gone(void *p) { mlock(p, 4096); }
#endif
