// platforms: linux, qnx7, illumos
// title: a starter that locks memory for another program
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#define START(args) execvp((args)[0], (args))

static int hurry(int priority)
{
    struct sched_param parameter = { .sched_priority = priority };

    return sched_setscheduler(0, SCHED_FIFO, &parameter);
}

static int lock_all(void) { return mlockall(MCL_CURRENT | MCL_FUTURE); }

int direct(char *const *args)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1 || hurry(80) == -1)
        return -1;
    return execv("/usr/sbin/control", args); // expect info: lost-lock "the new program keeps the real-time policy"
}

int policy_first(char *const *args)
{
    if (hurry(80) == -1 || lock_all() == -1)
        return -1;
    START(args); // expect info: lost-lock
    perror(args[0]);
    return -1;
}

int in_a_child_that_locks(char *const *args)
{
    pid_t child = fork();

    if (child == 0) {
        if (lock_all() == -1 || hurry(10) == -1)
            _exit(1);
        execvp(args[0], args); // expect info: lost-lock "execvp() ends what mlockall() has locked"
        _exit(127);
    }
    return child == -1 ? -1 : 0;
}

int a_helper(char *const *args)
{
    pid_t child;

    if (lock_all() == -1 || hurry(80) == -1)
        return -1;
    child = fork();
    if (child == 0) {
        execvp(args[0], args); // ok: the parent goes on with its locks
        _exit(127);
    }
    return child == -1 ? -1 : 0;
}

int again(char **argv)
{
    if (lock_all() == -1 || hurry(80) == -1)
        return -1;
    return execv(argv[0], argv); // ok: the same program, which locks for itself
}

int unlocked_before(char *const *args)
{
    if (lock_all() == -1 || hurry(80) == -1)
        return -1;
    if (munlockall() == -1)
        return -1;
    return execv("/usr/sbin/control", args); // ok: nothing is taken for locked
}

int no_hurry(char *const *args)
{
    if (lock_all() == -1)
        return -1;
    return execv("/usr/sbin/control", args); // ok: perhaps it was only this program's
}
