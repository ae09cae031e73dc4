// platforms: qnx6, illumos, linux
// title: MCL_FUTURE by a helper, a variable and a macro
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

#define EVERYTHING (MCL_CURRENT | MCL_FUTURE)

static int hold(int flags)
{
    return mlockall(flags); // expect: partial-lock-kept @qnx6,illumos
}

void *through_a_call(void)
{
    if (hold(EVERYTHING) == -1)
        perror("mlockall");
    return mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
}

void *through_a_variable(void)
{
    int flags = MCL_FUTURE, result;

    result = mlockall(flags); // expect: partial-lock-kept @qnx6,illumos
    if (result != 0)
        fprintf(stderr, "not locked: %d\n", errno);
    return mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
}

void *through_a_variable_right(void)
{
    int flags = MCL_FUTURE, result;

    result = mlockall(flags); // ok: taken back below
    if (result != 0 && munlockall() == -1)
        return NULL;
    return mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
}
