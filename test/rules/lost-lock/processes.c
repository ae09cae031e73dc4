// platforms: linux
// title: the process that holds the locks is not the one that works
// shows: S2-16, S4-11
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

static char key[4096] __attribute__((aligned(4096)));
extern int serve(void);

static int lock_all(void) { return mlockall(MCL_CURRENT | MCL_FUTURE); }

int too_early(void)
{
    if (lock_all() == -1)
        return -1;
    if (daemon(0, 0) == -1) // expect: lost-lock "holds no locks"
        return -1;
    return serve();
}

int in_time(void)
{
    if (daemon(0, 0) == -1)
        return -1;
    if (lock_all() == -1)
        return -1;
    return serve();
}

int twice(void)
{
    if (lock_all() == -1)
        return -1;
    if (daemon(0, 0) == -1)
        return -1;
    if (lock_all() == -1)
        return -1;
    return serve();
}

int by_hand(void)
{
    pid_t child;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    child = fork(); // expect: lost-lock
    if (child == -1)
        return -1;
    if (child > 0)
        _exit(0);
    if (setsid() == -1)
        return -1;
    return serve();
}

int a_helper(char *const *args)
{
    pid_t child;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return -1;
    child = fork();
    if (child == 0) {
        execv(args[0], args);
        _exit(1);
    }
    return child == -1 ? -1 : serve();
}

int wiped_in_the_child(void)
{
    pid_t child;
    if (mlock(key, sizeof key) == -1)
        return -1;
    memcpy(key, "secret", 7);
    child = fork();
    if (child == 0) {
        explicit_bzero(key, sizeof key);
        _exit(0);
    }
    explicit_bzero(key, sizeof key);
    (void)munlock(key, sizeof key);
    return child == -1;
}

int key_of_a_daemon(void)
{
    if (mlock(key, sizeof key) == -1)
        return -1;
    if (daemon(0, 0) == -1)
        return -1;
    memcpy(key, "secret", 7); // expect: lost-lock
    return 0;
}

int borrowed(char *const *args)
{
    pid_t child;
    if (mlock(key, sizeof key) == -1)
        return -1;
    child = vfork();
    if (child == 0) {
        (void)munlock(key, sizeof key); // expect: lost-lock "vfork()"
        execv(args[0], args);
        _exit(1);
    }
    key[0] = 1;
    explicit_bzero(key, sizeof key);
    (void)munlock(key, sizeof key);
    return child == -1;
}
