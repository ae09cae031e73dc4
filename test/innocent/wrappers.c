// platforms: linux, qnx7, illumos
/* A project's own names for the calls: each passes on what it was told. */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int lock_pages(void *start, size_t length)
{
    return mlock(start, length);
}

static int lock_or_errno(void *start, size_t length)
{
    if (mlock(start, length) == -1)
        return -errno;
    return 0;
}

static void lock_or_die(void *start, size_t length)
{
    if (mlock(start, length) == -1) {
        perror("mlock");
        exit(EXIT_FAILURE);
    }
}

struct pages {
    void *start;
    size_t length;
};

static int pages_new(struct pages *pages, size_t count)
{
    long size = sysconf(_SC_PAGESIZE);

    if (size == -1)
        return -1;
    pages->length = count * (size_t)size;
    pages->start = mmap(NULL, pages->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (pages->start == MAP_FAILED)
        return -1;
    return 0;
}

static void pages_free(struct pages *pages)
{
    /* The locks go with the mapping. */
    (void)munmap(pages->start, pages->length);
}

int keep_three(void)
{
    struct pages a, b, c;
    int error;

    if (pages_new(&a, 1) == -1)
        return -1;
    if (lock_pages(a.start, a.length) == -1)
        goto free_a;
    if (pages_new(&b, 2) == -1)
        goto free_a;
    error = lock_or_errno(b.start, b.length);
    if (error < 0) {
        fprintf(stderr, "cannot lock: %d\n", -error);
        goto free_b;
    }
    if (pages_new(&c, 3) == -1)
        goto free_b;
    lock_or_die(c.start, c.length);
    pages_free(&c);
    pages_free(&b);
    pages_free(&a);
    return 0;

free_b:
    pages_free(&b);
free_a:
    pages_free(&a);
    return -1;
}
