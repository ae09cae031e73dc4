// platforms: linux
// title: the call is made by its number
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static char key[4096];

void by_number(void)
{
    syscall(SYS_mlock, key, sizeof key);             // expect: unchecked-result "mlock()"
}

int by_number_and_tested(void)
{
    if (syscall(SYS_mlock, key, sizeof key) == -1) { // ok: tested
        perror("mlock");
        return -1;
    }
    return 0;
}

int kept_and_not_tested(void)
{
    long result = syscall(__NR_mlock2, key, sizeof key, 0); // expect: unchecked-result "never tested"
    key[0] = 1;
    return 0;
}

int kept_and_tested(void)
{
    long result = syscall(__NR_mlock2, key, sizeof key, 0); // ok: tested below
    if (result < 0)
        return -errno;
    key[0] = 1;
    return 0;
}

static int lock_by_number(void *start, size_t length)
{
    return (int)syscall(SYS_mlock, start, length);
}

void by_a_wrapper(void)
{
    lock_by_number(key, sizeof key);                 // expect: unchecked-result "lock_by_number()"
}

int by_a_wrapper_and_tested(void)
{
    return lock_by_number(key, sizeof key) == 0;
}

void everything(void)
{
    syscall(SYS_mlockall, MCL_CURRENT | MCL_FUTURE); // expect: unchecked-result "mlockall()"
}

void unlocked(void)
{
    syscall(SYS_munlock, key, sizeof key);           // expect hint: unchecked-result "munlock()"
}

void on_purpose(void)
{
    (void)syscall(SYS_mlock, key, sizeof key);       // ok: says that it does not matter
}

void by_a_number_that_is_chosen(int all)
{
    long number = all ? SYS_mlockall : SYS_munlockall;
    syscall(number, MCL_CURRENT);                    // ok: which call it is, is not known
}

long of_other_calls(void)
{
    syscall(SYS_sync);                               // ok: no rule is about it
    return syscall(SYS_gettid);
}
