// platforms: linux, freebsd, netbsd
// title: two holders of one record, by a macro and a helper
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define BYTES 4096
#define ACQUIRE(start) mlock(start, BYTES)
#define RELEASE(start) ((void)munlock(start, BYTES))

static char *page_new(void)
{
    char *page = valloc(BYTES);

    if (page != NULL)
        page[0] = 0;
    return page;
}

static int with_lock(char *page)
{
    if (ACQUIRE(page) == -1)
        return -1;
    page[1] = 1;
    RELEASE(page); // expect: nested-lock-assumed "once more"
    return 0;
}

int a_helper_inside(void)
{
    char *page = page_new();

    if (page == NULL)
        return -1;
    if (ACQUIRE(page) == -1) {
        free(page);
        return -1;
    }
    if (with_lock(page) == -1) {
        RELEASE(page);
        free(page);
        return -1;
    }
    page[2] = 2;
    RELEASE(page);
    free(page);
    return 0;
}

int both_by_macro(void)
{
    char *page = page_new();

    if (page == NULL || ACQUIRE(page) == -1)
        return -1;
    if (ACQUIRE(page) == -1)
        return -1;
    RELEASE(page); // expect: nested-lock-assumed "once more"
    page[2] = 2;
    RELEASE(page);
    free(page);
    return 0;
}

int one_after_the_other(void)
{
    char *page = page_new();

    if (page == NULL || ACQUIRE(page) == -1)
        return -1;
    RELEASE(page); // ok: the one lock is over
    if (ACQUIRE(page) == -1)
        return -1;
    page[2] = 2;
    RELEASE(page); // ok: so is the other
    free(page);
    return 0;
}

int two_pages(void)
{
    char *area = valloc(2 * BYTES);

    if (area == NULL || ACQUIRE(area) == -1) // expect?: leaked-lock
        return -1;
    if (ACQUIRE(area + BYTES) == -1)
        return -1;
    RELEASE(area); // ok: the other page keeps its lock
    area[BYTES] = 1;
    RELEASE(area + BYTES);
    free(area);
    return 0;
}
