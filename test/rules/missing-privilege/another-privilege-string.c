// platforms: illumos
// title: the wrong privilege, named by a string or through a macro
#include <stddef.h>
#include <priv.h>
#include <sys/mman.h>

#define WANTED PRIV_PROC_PRIOCNTL
static char page[4096] __attribute__((aligned(4096)));

static int acquire(void) { return priv_set(PRIV_ON, PRIV_EFFECTIVE, "proc_priocntl", "file_dac_read", NULL); }

static int with_another(void)
{
    if (acquire() != 0 || !priv_ineffect(WANTED) || !priv_ineffect("priv_sys_time"))
        return 1;
    mlock(page, sizeof page); // expect: missing-privilege "needs a privilege"
    return 0;
}

static int with_this(void)
{
    if (!priv_ineffect("proc_lock_memory"))
        return 1;
    mlock(page, sizeof page); // expect: unchecked-result
    return 0;
}

static int with_prefix(void)
{
    if (!priv_ineffect("PRIV_PROC_LOCK_MEMORY"))
        return 1;
    mlock(page, sizeof page); // expect: unchecked-result
    return 0;
}

static int with_all(void)
{
    if (priv_set(PRIV_ON, PRIV_EFFECTIVE, "zone", NULL) != 0)
        return 1;
    mlock(page, sizeof page); // expect: unchecked-result
    return 0;
}

static int handled(void)
{
    if (!priv_ineffect("proc_priocntl"))
        return 1;
    return mlock(page, sizeof page) == -1; // ok: whoever handles the failure needs no privilege in advance
}

int main(int argc, char **argv)
{
    switch (argc) {
    case 1:
        return with_another();
    case 2:
        return with_this();
    case 3:
        return with_prefix();
    case 4:
        return with_all();
    default:
        return handled();
    }
}
