// platforms: linux, qnx6, illumos
// title: MCL_FUTURE outlives the failure
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

char *goes_on(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) // expect hint: partial-lock-kept @qnx6,illumos "MCL_FUTURE was not taken back"
        perror("mlockall");
    return malloc(1 << 20);
}

char *takes_it_back(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        (void)munlockall();
    }
    return malloc(1 << 20);
}

char *only_the_present(void)
{
    char *p = malloc(1 << 10);
    if (p != NULL && mlockall(MCL_CURRENT) == -1)
        perror("mlockall");
    return p;
}

char *gives_up(void)
{
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return NULL;
    return malloc(1 << 20);
}

char *tests_what_it_maps(void)
{
    char *p;

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        perror("mlockall"); // ok: locked or not, whoever maps is told of a failure
    p = malloc(1 << 20);
    if (p == NULL)
        perror("malloc");
    return p;
}
