// platforms: linux, freebsd, illumos
// title: what is mapped under MCL_FUTURE, beyond what the program lets itself lock
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static int begin(size_t bytes)
{
    struct rlimit limit = { bytes, bytes };

    if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
        return -1;
    return mlockall(MCL_CURRENT | MCL_FUTURE);
}

int map(void)
{
    char *p;

    if (begin(1 << 20) == -1)
        return -1;
    p = mmap(NULL, 1 << 21, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0); // expect? warning: limit-exceeded @linux "with MCL_FUTURE"
    return p == MAP_FAILED ? -1 : 0;
}

int allocate(void)
{
    char *p;

    if (begin(1 << 20) == -1)
        return -1;
    p = malloc(1 << 21); // expect? warning: limit-exceeded @linux "with MCL_FUTURE, the 2097152 bytes are more than the 1048576"
    return p == NULL ? -1 : 0;
}

int allocate_little(void)
{
    char *p, *q;

    if (begin(1 << 20) == -1)
        return -1;
    p = malloc(1 << 19); // ok: it may fit
    q = malloc(1 << 19); // ok: the heap may have it
    free(p);
    free(q);
    return 0;
}

int before_it(void)
{
    char *p = malloc(1 << 21); // ok: nothing is locked yet

    free(p);
    return begin(1 << 20);
}

int enough(void)
{
    char *p;

    if (begin(1 << 26) == -1)
        return -1;
    p = malloc(1 << 21); // ok: it fits
    return p == NULL ? -1 : 0;
}
