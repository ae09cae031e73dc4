// platforms: linux, qnx7
// title: a choice of flags, by a variable, a helper and a macro, for one seed
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define NOW_AND_LATER (MCL_CURRENT | MCL_FUTURE)
#define LOCK_OR(action) do { if (mlockall(NOW_AND_LATER) == -1) action; } while (0)

static struct { unsigned char bytes[48]; int is_set; } random_seed;

static int hold(int flags)
{
    return mlockall(flags); // expect? hint: oversized-lock "random_seed"
}

int main(int argc, char **argv)
{
    int result = 0, flags = MCL_CURRENT;

    (void)argv;
    switch (argc) {
    case 1:
        result = hold(flags);
        break;
    case 2:
        flags |= MCL_FUTURE;
        result = mlockall(flags); // expect? hint: oversized-lock "random_seed"
        break;
    default:
        LOCK_OR(return 1); // expect? hint: oversized-lock
    }
    if (result == -1)
        return 1;
    random_seed.is_set = 1;
    memset(&random_seed, 0, sizeof random_seed);
    return random_seed.is_set;
}
