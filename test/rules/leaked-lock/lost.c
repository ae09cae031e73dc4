// platforms: linux, freebsd
// title: nothing leads to the memory any more
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *area(size_t length)
{
    char *p = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

static int block(char **out, size_t length)
{
    char *p = malloc(length);
    if (p == NULL)
        return -1;
    if (mlock(p, length) == -1) { // expect?: leaked-lock "with_a_helper() returns"
        free(p);
        return -1;
    }
    *out = p;
    return 0;
}

int out_of_scope(size_t length)
{
    char *p = malloc(length);
    if (p == NULL)
        return -1;
    if (mlock(p, length) == -1) { // expect: leaked-lock "out_of_scope() returns"
        free(p);
        return -1;
    }
    memset(p, 1, length);
    return 0;
}

int out_of_scope_right(size_t length)
{
    char *p = malloc(length);
    if (p == NULL)
        return -1;
    if (mlock(p, length) == -1) {
        free(p);
        return -1;
    }
    memset(p, 1, length);
    (void)munlock(p, length);
    free(p);
    return 0;
}

int one_way_out(int fd, size_t length)
{
    char *p = area(length);
    if (p == NULL || mlock(p, length) == -1) // expect?: leaked-lock "one_way_out() returns"
        return -1;
    if (read(fd, p, length) == -1)
        return -1;
    (void)munlock(p, length);
    return munmap(p, length);
}

int one_way_out_right(int fd, size_t length)
{
    char *p = area(length);
    if (p == NULL || mlock(p, length) == -1)
        return -1;
    if (read(fd, p, length) == -1) {
        (void)munmap(p, length); // ok: its lock goes with it
        return -1;
    }
    (void)munlock(p, length);
    return munmap(p, length);
}

int overwritten(size_t length)
{
    char *p = area(length);
    if (p == NULL || mlock(p, length) == -1)
        return -1;
    p[0] = 1;
    p = area(2 * length); // expect: leaked-lock "is overwritten here"
    if (p == NULL)
        return -1;
    p[0] = 2;
    return munmap(p, 2 * length);
}

int overwritten_right(size_t length)
{
    char *old, *p = area(length);
    if (p == NULL || mlock(p, length) == -1)
        return -1;
    p[0] = 1;
    old = p;
    p = area(2 * length); // ok: another variable has it
    (void)munlock(old, length);
    (void)munmap(old, length);
    return p == NULL ? -1 : munmap(p, 2 * length);
}

int each_round(size_t length, int rounds)
{
    char *p = NULL;
    for (int i = 0; i < rounds; i++) {
        p = malloc(length); // expect?: leaked-lock
        if (p == NULL || mlock(p, length) == -1) // expect: leaked-lock
            return -1;
        p[0] = 1;
    }
    return 0;
}

int with_a_helper(size_t length)
{
    char *p;
    if (block(&p, length) == -1)
        return -1;
    p[0] = 1;
    return 0;
}

int with_a_helper_right(size_t length)
{
    char *p;
    if (block(&p, length) == -1)
        return -1;
    p[0] = 1;
    (void)munlock(p, length);
    free(p);
    return 0;
}

int a_part_of_it(void)
{
    char *p = area(16 * 4096);
    if (p == NULL || mlock(p, 16 * 4096) == -1)
        return -1;
    memset(p, 1, 16 * 4096);
    return munlock(p, 4096); // expect: mismatched-unlock
}
