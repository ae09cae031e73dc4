// platforms: linux
// title: a large array that is cleared where it is declared
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>

static int first(void)
{
    int numbers[4096] = { 1 };

    return numbers[0];
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (first() != 1 || mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    return sched_setscheduler(0, SCHED_RR, &parameter) == -1;
}
