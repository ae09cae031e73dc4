// platforms: linux
// title: a member that holds a pointer, and what it points to
#include <stddef.h>
#include <sys/mman.h>

struct cache {
    struct cache *next;
    size_t bytes;
    unsigned char *tokens;
    unsigned char inside[64];
};

int holder(struct cache *c)
{
    return mlock(&c->tokens, c->bytes); // expect warning: wrong-argument "the pointer itself"
}

int pointee(struct cache *c)
{
    return mlock(c->tokens, c->bytes); // ok: what it points to
}

int to_the_end(struct cache *c)
{
    return mlock(&c->tokens, sizeof *c - offsetof(struct cache, tokens)); // ok: the rest of the record
}

int record(struct cache *c)
{
    return mlock(&c->next, c->bytes); // ok: a record begins with the link to its like
}

int array(struct cache *c)
{
    return mlock(&c->inside, c->bytes); // ok: an array is what it holds
}
