// platforms: linux
// title: what is wiped after the unlock was thought to hold something, also where one way has not filled it
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static char *page(void)
{
    char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED || mlock(p, 4096) == -1)
        exit(1);
    return p;
}

int late(void)
{
    char *line = page();
    if (fgets(line, 4096, stdin))
        line[strcspn(line, "\n")] = '\0';
    if (munlock(line, 4096) == -1) // expect? info: unwiped-secret "before it is wiped"
        perror("munlock");
    explicit_bzero(line, 4096);
    return munmap(line, 4096);
}

int early(void)
{
    char *line = page();
    if (fgets(line, 4096, stdin))
        line[strcspn(line, "\n")] = '\0';
    explicit_bzero(line, 4096);
    if (munlock(line, 4096) == -1) // ok: it holds nothing any more
        perror("munlock");
    return munmap(line, 4096);
}

int twice(void)
{
    char *line = page();
    if (fgets(line, 4096, stdin))
        line[strcspn(line, "\n")] = '\0';
    explicit_bzero(line, 4096);
    if (munlock(line, 4096) == -1) // ok: the second wipe finds nothing
        perror("munlock");
    explicit_bzero(line, 4096);
    return munmap(line, 4096);
}
