// platforms: linux, freebsd, openbsd, macos
// title: elements of a table, halves of a block, a helper, a macro
// shows: S0-08
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LET_GO(object) (void)munlock(&(object), sizeof(object))

struct slot {
    char secret[128];
};

static struct slot table[64] __attribute__((aligned(4096)));

static void let_go(void *start, size_t length)
{
    (void)munlock(start, length); // expect: shared-page-unlock @linux,freebsd,openbsd "same page"
}

static int hold_two(char *first, char *second)
{
    if (mlock(first, 128) == -1)
        return -1;
    if (mlock(second, 128) == -1) {
        (void)munlock(first, 128);
        return -1;
    }
    return 0;
}

int halves_of_a_page(void)
{
    char *page = aligned_alloc(4096, 4096);

    if (page == NULL || mlock(page, 2048) == -1)
        return -1;
    if (mlock(page + 2048, 2048) == -1) {
        (void)munlock(page, 2048);
        return -1;
    }
    let_go(page, 2048);
    page[2048] = 1;
    (void)munlock(page, 4096);
    free(page);
    return 0;
}

int two_pages(void)
{
    char *block = aligned_alloc(4096, 8192);

    if (block == NULL || hold_two(block, block + 4096) == -1)
        return -1;
    (void)munlock(block, 128); // ok: the other one is on the next page
    block[4096] = 1;
    (void)munlock(block + 4096, 128);
    free(block);
    return 0;
}

int elements(void)
{
    struct slot *first = &table[0], *second = &table[1];

    if (mlock(first, sizeof *first) == -1)
        return -1;
    if (mlock(second, sizeof *second) == -1) {
        (void)munlock(first, sizeof *first);
        return -1;
    }
    (void)munlock(first, sizeof *first); // expect warning: shared-page-unlock @linux,freebsd,openbsd "same page"
    second->secret[0] = 1;
    (void)munlock(second, sizeof *second);
    return 0;
}

int elements_by_a_macro(void)
{
    if (mlock(&table[2], sizeof table[2]) == -1)
        return -1;
    if (mlock(&table[3], sizeof table[3]) == -1) {
        LET_GO(table[2]);
        return -1;
    }
    LET_GO(table[2]); // expect: shared-page-unlock @linux,freebsd,openbsd
    table[3].secret[0] = 1;
    LET_GO(table[3]);
    return 0;
}

int elements_apart(void)
{
    if (mlock(&table[0], sizeof table[0]) == -1)
        return -1;
    if (mlock(&table[32], sizeof table[32]) == -1) {
        LET_GO(table[0]);
        return -1;
    }
    LET_GO(table[0]); // ok: 32 times 128 bytes make a page
    table[32].secret[0] = 1;
    LET_GO(table[32]);
    return 0;
}

int locked_again_in_time(void)
{
    if (mlock(&table[4], sizeof table[4]) == -1)
        return -1;
    if (mlock(&table[5], sizeof table[5]) == -1) {
        LET_GO(table[4]);
        return -1;
    }
    LET_GO(table[4]); // ok: the neighbour is locked anew before it is used
    if (mlock(&table[5], sizeof table[5]) == -1)
        return -1;
    table[5].secret[0] = 1;
    LET_GO(table[5]);
    return 0;
}

int both_at_once(void)
{
    if (mlock(&table[6], 2 * sizeof table[6]) == -1)
        return -1;
    table[6].secret[0] = table[7].secret[0] = 1;
    (void)munlock(&table[6], 2 * sizeof table[6]); // ok: the two have one lock
    return 0;
}
