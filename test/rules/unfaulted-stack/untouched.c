// platforms: linux, android, illumos
// title: all is locked, and the stack as small as it was
// shows: S4-23, S4-25
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>

static int depth(int n)
{
    char frame[200];

    frame[n % 200] = 1;
    return n == 0 ? frame[0] : depth(n - 1) + 1;
}

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        perror("mlockall");
        return 1;
    }
    if (sched_setscheduler(0, SCHED_FIFO, &parameter) == -1) // expect? hint: unfaulted-stack @linux,android
        return 1;
    for (int round = 0; round < 100; round++)
        depth(10);
    return 0;
}
