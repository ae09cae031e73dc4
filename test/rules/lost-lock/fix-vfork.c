// platforms: linux
// apply: Remove this unlock
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char key[4096] __attribute__((aligned(4096)));

int run(char *const *args)
{
    pid_t child;

    if (mlock(key, sizeof key) == -1)
        return -1;
    child = vfork();
    if (child == 0) {
        if (munlock(key, sizeof key) == -1) // expect: lost-lock
            _exit(1);
        execv(args[0], args);
        _exit(1);
    }
    key[0] = 1;
    explicit_bzero(key, sizeof key);
    (void)munlock(key, sizeof key);
    return child == -1 ? -1 : 0;
}
