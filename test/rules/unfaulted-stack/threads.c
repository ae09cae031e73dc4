// platforms: linux
// title: a thread's stack is mapped whole under MCL_FUTURE
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mman.h>

static void *work(void *area)
{
    return area;
}

int main(void)
{
    pthread_attr_t attributes;
    pthread_t thread;

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    if (pthread_attr_init(&attributes) != 0)
        return 1;
    if (pthread_attr_setschedpolicy(&attributes, SCHED_FIFO) != 0)
        return 1;
    if (pthread_create(&thread, &attributes, work, NULL) != 0)
        return 1;
    return pthread_join(thread, NULL);
}
