// platforms: linux, netbsd
// title: what is unlocked is not what was locked
// shows: S2-05
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static void *pages(size_t length)
{
    void *p = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

#define UNLOCK(p, n) (void)munlock(p, n)
static void let_go(void *p, size_t n) { (void)munlock(p, n); } // expect?: mismatched-unlock @linux,netbsd

int other_memory(void)
{
    char *a = pages(4096), *b = pages(4096);
    if (a == NULL || b == NULL || mlock(a, 4096) == -1)
        return -1;
    memset(a, 1, 4096);
    (void)munlock(b, 4096); // expect?: mismatched-unlock "never locked"
    return munmap(a, 4096);
}

int other_page(void)
{
    char *a = pages(3 * 4096);
    if (a == NULL || mlock(a, 4096) == -1)
        return -1;
    a[0] = 1;
    UNLOCK(a + 2 * 4096, 4096); // expect: mismatched-unlock "none of the pages"
    return munmap(a, 3 * 4096);
}

int moved_pointer(void)
{
    char *a = pages(3 * 4096), *p = a;
    if (a == NULL || mlock(a, 2 * 4096) == -1)
        return -1;
    p += 4096;
    *p = 1;
    (void)munlock(p, 2 * 4096); // expect: mismatched-unlock "others beside them"
    return munmap(a, 3 * 4096);
}

int farther(void)
{
    char *a = pages(4 * 4096);
    size_t locked = 2 * 4096;
    if (a == NULL || mlock(a, locked) == -1)
        return -1;
    (void)munlock(a, 4 * 4096); // expect info: mismatched-unlock "more pages"
    return munmap(a, 4 * 4096);
}

int part_of_it(void)
{
    char *a = aligned_alloc(4096, 4 * 4096);
    if (a == NULL)
        return -1;
    if (mlock(a, 4 * 4096) == -1) {
        free(a);
        return -1;
    }
    memset(a, 1, 4 * 4096);
    (void)munlock(a, 4096); // expect: mismatched-unlock "fewer pages"
    free(a);
    return 0;
}

int through_a_call(void)
{
    char *a = pages(4096), *b = pages(4096);
    if (a == NULL || b == NULL || mlock(b, 4096) == -1)
        return -1;
    let_go(a, 4096);
    return munmap(b, 4096);
}

int right(void)
{
    char *a = pages(4 * 4096);
    if (a == NULL || mlock(a, 4 * 4096) == -1)
        return -1;
    a[0] = 1;
    (void)munlock(a, 4 * 4096); // ok: what was locked
    return munmap(a, 4 * 4096);
}

int the_same_pages_by_other_bytes(void)
{
    char *a = pages(2 * 4096);
    if (a == NULL || mlock(a, 5000) == -1)
        return -1;
    (void)munlock(a, 2 * 4096); // ok: the same two pages
    return munmap(a, 2 * 4096);
}

int page_by_page(void)
{
    char *a = aligned_alloc(4096, 4 * 4096);
    if (a == NULL)
        return -1;
    if (mlock(a, 4 * 4096) == -1) {
        free(a);
        return -1;
    }
    for (int i = 0; i < 4; i++)
        (void)munlock(a + i * 4096, 4096); // ok: all four in the end
    free(a);
    return 0;
}

int backwards(void)
{
    char *a = aligned_alloc(4096, 4 * 4096);
    if (a == NULL)
        return -1;
    if (mlock(a, 4 * 4096) == -1) {
        free(a);
        return -1;
    }
    (void)munlock(a + 4096, 4096);
    (void)munlock(a + 3 * 4096, 4096);
    (void)munlock(a + 2 * 4096, 4096);
    (void)munlock(a, 4096);
    free(a);
    return 0;
}

int locked_in_pieces(void)
{
    char *a = pages(2 * 4096);
    if (a == NULL || mlock(a, 4096) == -1 || mlock(a + 4096, 4096) == -1) // expect?: leaked-lock
        return -1;
    (void)munlock(a, 2 * 4096); // ok: both at once
    return munmap(a, 2 * 4096);
}

int only_part_is_needed_longer(void)
{
    char *a = pages(4 * 4096);
    if (a == NULL || mlock(a, 4 * 4096) == -1)
        return -1;
    (void)munlock(a + 4096, 3 * 4096); // ok: the first page is needed longer
    a[0] = 1;
    return munmap(a, 4 * 4096);
}
