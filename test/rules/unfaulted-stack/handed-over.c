// platforms: linux
// title: a large array that somebody else fills
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>

static int line_length(void)
{
    char line[16384];

    return fgets(line, sizeof line, stdin) == NULL ? 0 : line[0];
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (sched_setscheduler(0, SCHED_RR, &parameter) == -1)
        return 1;
    return line_length();
}
