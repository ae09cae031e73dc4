// platforms: linux
// title: the child of fork() holds none of its parent's locks
// shows: S2-16
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char key[4096] __attribute__((aligned(4096)));

int main(void)
{
    pid_t child;
    if (mlock(key, sizeof key) == -1)
        return 1;
    child = fork();
    if (child == -1)
        return 1;
    if (child == 0) {
        key[0] = 1; // expect: lost-lock
        _exit(0);
    }
    key[1] = 2;
    return 0;
}
