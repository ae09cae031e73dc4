// platforms: illumos, linux
// title: MAP_NORESERVE memory that nobody has used
#include <string.h>
#include <sys/mman.h>

#define LENGTH 8192

static void *map(int more) { return mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | more, -1, 0); }

int fresh(void)
{
    char *p = map(MAP_NORESERVE);
    if (p == MAP_FAILED)
        return -1;
    return mlock(p, LENGTH); // expect warning: weak-lock @illumos "passes over"
}

int used(void)
{
    char *p = map(MAP_NORESERVE);
    if (p == MAP_FAILED)
        return -1;
    memset(p, 0, LENGTH);
    return mlock(p, LENGTH); // ok: the pages are there
}

int reserved(void)
{
    char *p = map(0);
    if (p == MAP_FAILED)
        return -1;
    return mlock(p, LENGTH); // ok: mlock() brings it in
}
