// platforms: linux, qnx7, illumos
// title: MCL_FUTURE before anything is mapped, or what was mapped has its own lock or is gone
#include <stdlib.h>
#include <sys/mman.h>

static char *area;

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 2) {
        area = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
        if (area == MAP_FAILED || mlock(area, 1 << 20) == -1)
            return 1;
    } else if (argc > 1) {
        char *once = malloc(100);

        if (once == NULL)
            return 1;
        once[0] = 1;
        free(once);
    }
    if (mlockall(MCL_FUTURE) == -1)
        return 1;
    if (argc == 1) {
        area = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
        if (area == MAP_FAILED)
            return 1;
    }
    return 0;
}
