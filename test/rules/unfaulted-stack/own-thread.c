// platforms: linux
// title: a thread that asks for itself
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>

static int hurry(int priority)
{
    struct sched_param parameter = { .sched_priority = priority };

    return sched_setscheduler(0, SCHED_FIFO, &parameter);
}

static void *work(void *area)
{
    if (hurry(80) == -1)
        perror("sched_setscheduler");
    return area;
}

int main(void)
{
    pthread_t thread;

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (pthread_create(&thread, NULL, work, NULL) != 0)
        return 1;
    return pthread_join(thread, NULL);
}
