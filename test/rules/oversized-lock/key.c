// platforms: linux, qnx7, illumos
// title: a key of 32 bytes, and all of the program locked
// shows: S1-02, S4-12, S4-17
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static unsigned char session_key[32];

static int hold(void)
{
    return mlockall(MCL_CURRENT | MCL_FUTURE); // expect? hint: oversized-lock
}

static void wipe(void)
{
    explicit_bzero(session_key, sizeof session_key);
}

int main(void)
{
    if (hold() == -1) {
        perror("mlockall");
        return 1;
    }
    session_key[0] = 1;
    wipe();
    return 0;
}
