// platforms: linux
// title: the callee is called through a table
#include <sys/mman.h>

struct calls {
    int (*lock)(void *start, size_t length);
};

static int lock(void *start, size_t length)
{
    return mlock(start, length);
}

static const struct calls calls = { lock };

void use(void *start, size_t length)
{
    const struct calls *table = &calls;

    table->lock(start, length); // expect: unchecked-result "table->lock() tells whether mlock() succeeded"
}
