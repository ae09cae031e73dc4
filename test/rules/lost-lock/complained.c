// platforms: linux, qnx7
// title: A child of somebody who only complains of a failed lock
#include <stdio.h>
#include <unistd.h>
#include <sys/mman.h>

static char table[8192] __attribute__((aligned(8192)));

int serve(void)
{
    if (mlock(table, sizeof table) == -1)
        perror("mlock");
    if (fork() == 0) {
        table[0] = 1; // expect?: lost-lock "only its parent's mlock()"
        _exit(0);
    }
    return 0;
}

int serve_again(void)
{
    char *area = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);

    if (area == MAP_FAILED)
        return -1;
    if (mlock(area, 8192) == -1)
        perror("mlock");
    if (fork() == 0) {
        area[0] = 1; // expect?: lost-lock
        _exit(0);
    }
    return munmap(area, 8192);
}

int serve_right(void)
{
    if (mlock(table, sizeof table) == -1)
        perror("mlock");
    if (fork() == 0) {
        if (mlock(table, sizeof table) == -1)
            perror("mlock");
        table[0] = 1;
        _exit(0);
    }
    return 0;
}
