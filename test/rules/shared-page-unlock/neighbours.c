// platforms: linux, freebsd, macos
// title: two objects, one page
// shows: S0-08
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct vault {
    char first[64];
    char second[64];
    char pad[8192 - 128];
    char third[4096];
};

static struct vault vault __attribute__((aligned(4096)));

static void forget(void *p, size_t n) { memset(p, 0, n); (void)munlock(p, n); }

int two_members(void)
{
    struct vault *v = aligned_alloc(4096, sizeof *v);
    if (v == NULL)
        return -1;
    if (mlock(v->first, 64) == -1 || mlock(v->second, 64) == -1) {
        (void)munlock(v, sizeof *v);
        free(v);
        return -1;
    }
    (void)munlock(v->first, 64); // expect: shared-page-unlock @linux,freebsd "same page"
    v->second[0] = 1;
    (void)munlock(v->second, 64);
    free(v);
    return 0;
}

int by_a_call(void)
{
    struct vault *v = aligned_alloc(4096, sizeof *v);
    if (v == NULL)
        return -1;
    if (mlock(v, 64) == -1) {
        free(v);
        return -1;
    }
    if (mlock(v, sizeof *v) == -1) {
        forget(v, 64);
        free(v);
        return -1;
    }
    /* The first page of the whole goes, too. */
    (void)munlock(v, 64); // expect: shared-page-unlock @linux,freebsd
    v->second[0] = 1;
    (void)munlock(v, sizeof *v);
    free(v);
    return 0;
}

int pages_apart(void)
{
    struct vault *v = aligned_alloc(4096, sizeof *v);
    if (v == NULL)
        return -1;
    if (mlock(v->first, 64) == -1 || mlock(v->third, sizeof v->third) == -1) {
        (void)munlock(v, sizeof *v);
        free(v);
        return -1;
    }
    (void)munlock(v->first, 64);
    v->third[0] = 1;
    (void)munlock(v->third, sizeof v->third);
    free(v);
    return 0;
}

int wiped_first(void)
{
    struct vault *v = aligned_alloc(4096, sizeof *v);
    if (v == NULL)
        return -1;
    if (mlock(v, 64) == -1 || mlock(v, 128) == -1) {
        (void)munlock(v, sizeof *v);
        free(v);
        return -1;
    }
    v->second[0] = 1;
    forget(v->second, 64);
    memset(v, 0, sizeof *v);
    (void)munlock(v, sizeof *v);
    free(v);
    return 0;
}

int all_at_the_end(void)
{
    struct vault *v = aligned_alloc(4096, sizeof *v);
    if (v == NULL)
        return -1;
    if (mlock(v, 64) == -1 || mlock(v, 128) == -1) {
        (void)munlock(v, sizeof *v);
        free(v);
        return -1;
    }
    v->first[0] = v->second[0] = 1;
    explicit_bzero(v, 128);
    (void)munlock(v, 64);
    (void)munlock(v, 128);
    free(v);
    return 0;
}
