// platforms: qnx7, qnx6, illumos, linux-2.4
// title: all at once, a variable that nobody reads, a helper and a macro, each in a program of its own process
#include <stdio.h>
#include <sys/mman.h>

#define LOCK(object) mlock(&(object), sizeof(object))

static char first[4096] __attribute__((aligned(4096)));
static char second[4096] __attribute__((aligned(4096)));
static char third[4096] __attribute__((aligned(4096)));
static char fourth[4096] __attribute__((aligned(4096)));

static int hold(void *start, size_t length)
{
    return mlock(start, length);
}

int main(void)
{
    int result = 0;

    mlockall(MCL_CURRENT | MCL_FUTURE); // expect: missing-privilege
    LOCK(first); // expect: missing-privilege
    hold(second, sizeof second); // expect: missing-privilege
    result = mlock(third, sizeof third); // expect: missing-privilege
    if (LOCK(fourth) != 0) // ok: the failure is handled
        fprintf(stderr, "not locked\n");
    if (hold(first, sizeof first) == -1) // ok: through a helper, too
        perror("mlock");
    (void)mlock(second, sizeof second); // ok: it is said that the result does not matter
    return 0;
}
