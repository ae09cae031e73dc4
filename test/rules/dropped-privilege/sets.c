// platforms: illumos
// title: privileges that are gathered in a set
#include <priv.h>
#include <stdio.h>
#include <sys/mman.h>

static char area[8192] __attribute__((aligned(4096)));

static int lock(void)
{
    if (priv_set(PRIV_ON, PRIV_EFFECTIVE, PRIV_PROC_LOCK_MEMORY, NULL) != 0)
        return -1;
    return mlock(area, sizeof area);
}

static int unlock(void)
{
    if (munlock(area, sizeof area) == -1) { // expect: dropped-privilege
        perror("munlock");
        return 1;
    }
    return 0;
}

static int still_unlock(void)
{
    if (munlock(area, sizeof area) == -1) { // ok: what was taken away is something else
        perror("munlock");
        return 1;
    }
    return 0;
}

static int drop_one(priv_set_t *set, const char *privilege)
{
    priv_emptyset(set);
    if (priv_addset(set, privilege) == -1)
        return -1;
    return setppriv(PRIV_OFF, PRIV_EFFECTIVE, set);
}

static int keep_all_but(priv_set_t *set, const char *privilege)
{
    priv_fillset(set);
    if (priv_delset(set, privilege) == -1)
        return -1;
    return setppriv(PRIV_SET, PRIV_PERMITTED, set);
}

static int keep_the_basic_ones(priv_set_t *set)
{
    priv_basicset(set);
    return setppriv(PRIV_SET, PRIV_EFFECTIVE, set);
}

static int drop_all_but_these(priv_set_t *set, priv_set_t *others)
{
    priv_emptyset(set);
    if (priv_addset(set, PRIV_PROC_LOCK_MEMORY) == -1)
        return -1;
    priv_copyset(set, others);
    priv_inverse(others);
    return setppriv(PRIV_OFF, PRIV_EFFECTIVE, others);
}

int main(int argc, char **argv)
{
    priv_set_t *set = priv_allocset();
    priv_set_t *others = priv_allocset();

    if (set == NULL || others == NULL || lock() == -1)
        return 1;
    switch (argc) {
    case 1:
        return drop_one(set, PRIV_PROC_LOCK_MEMORY) == 0 ? unlock() : 1;
    case 2:
        return keep_all_but(set, "proc_lock_memory") == 0 ? unlock() : 1;
    case 3:
        return keep_the_basic_ones(set) == 0 ? unlock() : 1;
    case 4:
        return drop_one(set, "proc_fork") == 0 ? still_unlock() : 1;
    case 5:
        return keep_all_but(set, "proc_exec") == 0 ? still_unlock() : 1;
    default:
        return drop_all_but_these(set, others) == 0 ? still_unlock() : 1;
    }
}
