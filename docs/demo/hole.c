/* Locks memory that has a hole, in a child and for itself: `mlock-lint trace docs/demo/hole.c` follows it. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *area = mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (area == MAP_FAILED)
        return 3;
    munmap(area + 2 * page, page);
    if (mlock(area, 4 * page) == 0 || errno != ENOMEM)
        return 2;
    if (fork() == 0) {
        area[2 * page] = 1;
        _exit(0);
    }
    wait(&status);
    return WIFSIGNALED(status) ? 0 : 1;
}
