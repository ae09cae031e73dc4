// platforms: illumos
// title: what is taken from the permitted set is gone from the effective one
#include <priv.h>
#include <stdio.h>
#include <sys/mman.h>

static char area[8192] __attribute__((aligned(4096)));

static int lock_and_drop(priv_ptype_t which)
{
    if (priv_set(PRIV_ON, PRIV_EFFECTIVE, PRIV_PROC_LOCK_MEMORY, NULL) != 0 || mlock(area, sizeof area) == -1)
        return -1;
    return priv_set(PRIV_OFF, which, PRIV_PROC_LOCK_MEMORY, NULL);
}

static int unlock(void)
{
    if (munlock(area, sizeof area) == -1) { // expect: dropped-privilege
        perror("munlock");
        return 1;
    }
    return 0;
}

static int unlock_later(void)
{
    if (munlock(area, sizeof area) == -1) { // ok: only programs that are executed do without it
        perror("munlock");
        return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 2)
        return lock_and_drop(PRIV_INHERITABLE) == 0 ? unlock_later() : 1;
    if (argc > 1)
        return lock_and_drop(PRIV_ALLSETS) == 0 ? unlock() : 1;
    return lock_and_drop(PRIV_PERMITTED) == 0 ? unlock() : 1;
}
