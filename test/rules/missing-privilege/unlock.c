// platforms: illumos
// title: to unlock takes the privilege, too
#include <priv.h>
#include <stdio.h>
#include <sys/mman.h>

static char page[4096] __attribute__((aligned(8192)));

int main(int argc, char **argv)
{
    (void)argv;
    if (mlock(page, sizeof page) == -1) // ok: the failure is handled
        perror("mlock");
    munlock(page, sizeof page); // expect info: missing-privilege
    if (argc > 1) {
        if (priv_set(PRIV_ON, PRIV_EFFECTIVE, PRIV_PROC_LOCK_MEMORY, NULL) == -1)
            return 1;
        munlock(page, sizeof page); // expect hint: unchecked-result
        puts("unlocked");
    }
    return 0;
}
