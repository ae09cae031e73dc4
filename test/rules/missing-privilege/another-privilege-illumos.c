// platforms: illumos
// title: illumos privileges that say nothing of memory
#include <priv.h>
#include <sys/mman.h>
#include <unistd.h>

static char page[4096] __attribute__((aligned(4096)));

static void by_string(void)
{
    if (priv_set(PRIV_ON, PRIV_EFFECTIVE, "proc_lock_memory", NULL) != 0)
        _exit(1);
    mlock(page, sizeof page); // expect: unchecked-result
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        by_string();
        return 0;
    }
    if (!priv_ineffect(PRIV_PROC_PRIOUP))
        return 1;
    if (priv_set(PRIV_ON, PRIV_EFFECTIVE, PRIV_PROC_FORK, PRIV_SYS_TIME, NULL) != 0)
        return 1;
    mlock(page, sizeof page); // expect: missing-privilege
    return 0;
}
