// platforms: linux, qnx6, illumos
// title: what a failed mlock() may leave behind
// shows: S2-20, S3-24
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define DROP(p) free(p)

static int hold(void *p, size_t n) { return mlock(p, n); }

char *direct(void)
{
    char *p = aligned_alloc(4096, 8 * 4096);
    if (p == NULL)
        return NULL;
    if (mlock(p, 8 * 4096) == -1) {
        free(p); // expect hint: partial-lock-kept @linux,qnx6 "part of it may be locked"
        return NULL;
    }
    return p;
}

char *through_a_call(void)
{
    char *p = aligned_alloc(4096, 8 * 4096);
    size_t length = 8 * 4096;
    if (p == NULL)
        return NULL;
    if (hold(p, length) == -1) {
        DROP(p); // expect hint: partial-lock-kept @linux,qnx6
        return NULL;
    }
    return p;
}

char *undone(void)
{
    char *p = aligned_alloc(4096, 8 * 4096);
    if (p == NULL)
        return NULL;
    if (mlock(p, 8 * 4096) == -1) {
        int error = errno;
        (void)munlock(p, 8 * 4096);
        free(p);
        errno = error;
        return NULL;
    }
    return p;
}

char *one_page(void)
{
    char *p = aligned_alloc(4096, 4096);
    if (p == NULL)
        return NULL;
    if (mlock(p, 4096) == -1) {
        free(p);
        return NULL;
    }
    return p;
}

char *mapped(void)
{
    char *p = mmap(NULL, 8 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    if (mlock(p, 8 * 4096) == -1) {
        (void)munmap(p, 8 * 4096);
        return NULL;
    }
    return p;
}

char *best_effort(void)
{
    char *p = aligned_alloc(4096, 8 * 4096);
    if (p != NULL && mlock(p, 8 * 4096) == -1)
        fprintf(stderr, "not locked: %s\n", strerror(errno));
    return p;
}

char *or_die(void)
{
    char *p = aligned_alloc(4096, 8 * 4096);
    if (p == NULL)
        return NULL;
    if (mlock(p, 8 * 4096) == -1) {
        perror("mlock");
        exit(EXIT_FAILURE);
    }
    return p;
}

char *tried_again(int times)
{
    char *p = aligned_alloc(4096, 8 * 4096);
    if (p == NULL)
        return NULL;
    while (mlock(p, 8 * 4096) == -1)
        if (times-- == 0)
            return p;
    (void)munlock(p, 8 * 4096);
    free(p);
    return NULL;
}
