// platforms: linux
// title: the holders of each page are counted, because locks do not nest
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct held {
    uintptr_t page;
    unsigned holders;
    struct held *next;
};

static struct held *buckets[64];

static struct held **place_of(uintptr_t page)
{
    struct held **at = &buckets[page / 4096 % 64];
    while (*at && (*at)->page != page)
        at = &(*at)->next;
    return at;
}

static int hold(uintptr_t page)
{
    struct held **at = place_of(page);
    if (*at) {
        (*at)->holders++;
        return 0;
    }
    struct held *one = malloc(sizeof *one);
    if (one == NULL)
        return -1;
    if (mlock((void *)page, 4096) == -1) {
        free(one);
        return -1;
    }
    one->page = page;
    one->holders = 1;
    one->next = NULL;
    *at = one;
    return 0;
}

static void let_go(uintptr_t page)
{
    struct held **at = place_of(page);
    struct held *one = *at;
    if (one == NULL || --one->holders > 0)
        return;
    if (munlock((void *)page, 4096) == -1)
        perror("munlock");
    *at = one->next;
    free(one);
}

int counted(const char *text)
{
    char *buf = malloc(128);
    if (buf == NULL)
        return -1;
    uintptr_t page = (uintptr_t)buf & ~(uintptr_t)4095;
    if (hold(page) == -1) {
        free(buf);
        return -1;
    }
    snprintf(buf, 128, "%s", text);
    explicit_bzero(buf, 128);
    let_go(page);
    free(buf); // ok: the table knows better whether the page is locked
    return 0;
}

int forgotten(const char *text)
{
    char *buf = malloc(128);
    if (buf == NULL)
        return -1;
    uintptr_t page = (uintptr_t)buf & ~(uintptr_t)4095;
    if (hold(page) == -1) {
        free(buf);
        return -1;
    }
    snprintf(buf, 128, "%s", text);
    explicit_bzero(buf, 128);
    free(buf); // expect?: leaked-lock
    return 0;
}
