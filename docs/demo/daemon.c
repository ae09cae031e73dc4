/* Part of an illumos daemon: its tables must not be paged out while it answers. */
#include <errno.h>
#include <priv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

struct entry {
    char name[56];
    uint64_t value;
};

struct table {
    uint64_t used;
    struct entry entries[1023];
};

static struct table table __attribute__((aligned(4096)));

/* Only the entries are asked for in a hurry. */
static int lock_entries(void)
{
    if (mlock((caddr_t)table.entries, sizeof table.entries) != 0) {
        fprintf(stderr, "mlock: %s\n", strerror(errno));
        return -1;
    }
    return 0;
}

static void unlock_entries(void)
{
    (void)munlock((caddr_t)table.entries, sizeof table.entries);
}

int main(void)
{
    if (lock_entries() != 0)
        return EXIT_FAILURE;
    if (mlockall(0) == -1)
        perror("mlockall");
    pause();
    unlock_entries();
    return EXIT_SUCCESS;
}
