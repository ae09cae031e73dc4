// platforms: auto
// title: syscall() alone locks, by either of a call's two numbers
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

static char key[4096];

long lock_key(void)
{
    return syscall(SYS_mlock, key, sizeof key);    // ok: address, length; and the number is for no other platform
}

long lock_key_the_wrong_way(void)
{
    return syscall(SYS_mlock, sizeof key, key);    // expect: wrong-argument
}

long unlock_key(void)
{
    return syscall(__NR_munlock, key, sizeof key);    // ok: address, length
}

long unlock_key_the_wrong_way(void)
{
    return syscall(__NR_munlock, sizeof key, key);    // expect: wrong-argument
}
