// platforms: linux
// title: what is mapped under MCL_FUTURE, and what tells by its result alone
// apply: Test the result
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define MAP(bytes) mmap(NULL, (bytes), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)

static char *map_early(void)
{
    return MAP(8192);
}

static int ring_fill(void)
{
    void *ring = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); // expect: unchecked-allocation "is never tested, while MCL_FUTURE"

    memset(ring, 0, 8192);
    return munmap(ring, 8192);
}

static int by_macro(void)
{
    char *page = MAP(4096); // expect: unchecked-allocation

    page[0] = 1;
    return 0;
}

static int by_macro_right(void)
{
    char *page = MAP(4096); // ok: tested

    if (page == MAP_FAILED)
        return -1;
    page[0] = 1;
    return 0;
}

static int aligned(void)
{
    void *block = NULL;

    posix_memalign(&block, 64, 65536); // ok: its pointer tells as well, where it was null before
    if (block == NULL)
        return -1;
    memset(block, 0, 65536);
    free(block);
    return 0;
}

static int aligned_wrong(void)
{
    char *block;

    posix_memalign((void **)&block, 64, 65536); // expect: unchecked-allocation "what posix_memalign() gives is used"
    block[0] = 1;
    free(block);
    return 0;
}

static int aligned_on_purpose(void)
{
    void *block = NULL;

    (void)posix_memalign(&block, 64, 65536); // ok: said so
    memset(block, 0, 65536);
    free(block);
    return 0;
}

static int aligned_right(void)
{
    void *block;

    if (posix_memalign(&block, 64, 65536) != 0) // ok: tested
        return -1;
    free(block);
    return 0;
}

static int copy(const char *name)
{
    char *own = strndup(name, 16); // expect: unchecked-allocation

    own[0] = 'A';
    free(own);
    return 0;
}

int main(int argc, char **argv)
{
    char *early = map_early();

    if (early == MAP_FAILED || argc < 1)
        return 1;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (ring_fill() == -1 || by_macro() == -1 || by_macro_right() == -1)
        return 1;
    if (aligned() || aligned_wrong() || aligned_on_purpose() || aligned_right() == -1 || copy(argv[0]) == -1)
        return 1;
    return 0;
}
