/* Part of an illumos daemon: its tables must not be paged out while it answers. */
#include <errno.h>
#include <priv.h>
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
    uint32_t magic;
    uint32_t used;
    struct entry entries[1022];
};

static char header_page[4096] __attribute__((aligned(4096)));
static struct table table __attribute__((aligned(4096)));

/* Only the entries matter, thinks the author; but they do not begin at a page. */
static int lock_entries(void)
{
    if (mlock((caddr_t)table.entries, sizeof table.entries) != 0) {
        fprintf(stderr, "mlock: %s\n", strerror(errno));
        return -1;
    }
    return 0;
}

static int lock_header(void)
{
    return mlock(header_page, sizeof header_page);
}

static void unlock_entries(void)
{
    (void)munlock((caddr_t)table.entries, sizeof table.entries);
}

int main(void)
{
    if (lock_header() != 0) {
        perror("lock_header");
        return EXIT_FAILURE;
    }
    if (lock_entries() != 0)
        return EXIT_FAILURE;
    /* No flag, no effect: mlockall() wants to be told what to lock. */
    if (mlockall(0) == -1)
        perror("mlockall");
    table.used = 0;
    pause();
    unlock_entries();
    return EXIT_SUCCESS;
}
