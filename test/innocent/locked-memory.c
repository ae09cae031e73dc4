// platforms: linux, freebsd
/* Memory that is locked, used and let go of as it should be, in the ways that look like a fault. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct area {
    char *start;
    size_t length;
    int is_locked;
    int holders;
};

static char page[4096] __attribute__((aligned(4096)));

int area_init(struct area *area, size_t pages)
{
    long size = sysconf(_SC_PAGESIZE);

    if (size == -1)
        return -1;
    area->length = pages * (size_t)size;
    area->start = mmap(NULL, area->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (area->start == MAP_FAILED)
        return -1;
    area->is_locked = mlock(area->start, area->length) == 0;
    area->holders = 0;
    return 0;
}

void area_free(struct area *area)
{
    explicit_bzero(area->start, area->length);
    if (area->is_locked)
        (void)munlock(area->start, area->length);
    (void)munmap(area->start, area->length);
}

int area_hold(struct area *area)
{
    if (area->holders++ > 0)
        return 0;
    if (mlock(area->start, area->length) == 0)
        return 0;
    area->holders--;
    return -1;
}

void area_let_go(struct area *area)
{
    if (--area->holders == 0)
        (void)munlock(area->start, area->length);
}

/* The lock of the parent is the parent's; the child only wipes, and runs another program. */
int run_helper(char *const *args, const char *secret)
{
    pid_t child;

    if (mlock(page, sizeof page) == -1)
        return -1;
    memcpy(page, secret, 32);
    child = fork();
    if (child == 0) {
        explicit_bzero(page, sizeof page);
        execv(args[0], args);
        _exit(127);
    }
    explicit_bzero(page, sizeof page);
    (void)munlock(page, sizeof page);
    return child == -1 ? -1 : 0;
}

/* Grown by hand: the lock does not move along, so nobody asks realloc(). */
char *grow(char *old, size_t length, size_t more)
{
    char *fresh = aligned_alloc(4096, more);

    if (fresh == NULL)
        return NULL;
    if (mlock(fresh, more) == -1) {
        free(fresh);
        return NULL;
    }
    memcpy(fresh, old, length);
    explicit_bzero(old, length);
    (void)munlock(old, length);
    free(old);
    return fresh;
}

/* In windows: each is unlocked before the next one is locked. */
long sum(char *start, size_t windows)
{
    long total = 0;

    for (size_t i = 0; i < windows; i++) {
        char *window = start + i * 65536;

        if (mlock(window, 65536) == -1)
            perror("unlocked window");
        for (size_t k = 0; k < 65536; k++)
            total += window[k];
        (void)munlock(window, 65536);
    }
    return total;
}

int one_end(int fd)
{
    char *key = aligned_alloc(4096, 4096);
    int is_locked = 0, result = -1;

    if (key == NULL)
        return -1;
    if (mlock(key, 4096) == -1)
        goto out;
    is_locked = 1;
    if (read(fd, key, 4096) != 4096)
        goto out;
    result = key[0];
out:
    explicit_bzero(key, 4096);
    if (is_locked)
        (void)munlock(key, 4096);
    free(key);
    return result;
}
