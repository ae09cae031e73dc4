// platforms: linux
// title: mlockall() and mlock() of the same memory
// shows: S4-09, S4-27
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static char buf[4096] __attribute__((aligned(4096)));
static char table[4096] __attribute__((aligned(4096)));

static int with_key(void)
{
    if (mlock(buf, sizeof buf) == -1)
        return -1;
    memcpy(buf, "secret", 7);
    (void)munlock(buf, sizeof buf); // expect? info: nested-lock-assumed "mlockall()'s lock"
    return 0;
}

static int with_table(void)
{
    if (mlock(table, sizeof table) == -1)
        return -1;
    table[0] = 1;
    memset(table, 0, sizeof table);
    (void)munlock(table, sizeof table);
    return 0;
}

int main(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return 1;
    }
    if (with_key() == -1 || with_table() == -1)
        return 1;
    buf[1] = buf[0];
    return 0;
}
