// platforms: illumos
// title: a resource control limits what may be locked; it gives nobody the right to
#include <rctl.h>
#include <stdlib.h>
#include <sys/mman.h>

static int allow(const char *control)
{
    rctlblk_t *block = malloc(rctlblk_size());

    if (block == NULL)
        return -1;
    if (getrctl(control, NULL, block, RCTL_FIRST) == -1) {
        free(block);
        return -1;
    }
    rctlblk_set_value(block, 1 << 20);
    if (setrctl(control, block, block, RCTL_REPLACE) == -1) {
        free(block);
        return -1;
    }
    free(block);
    return 0;
}

int main(int argc, char **argv)
{
    if (allow("project.max-locked-memory") == -1 || allow("project.max-shm-memory") == -1)
        return 1;
    mlockall(MCL_CURRENT); // expect: missing-privilege
    return 0;
}
