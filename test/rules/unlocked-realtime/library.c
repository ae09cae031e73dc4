// platforms: linux, qnx7
// title: without main() nobody knows what the program does
#include <pthread.h>
#include <sched.h>

int hurry(pthread_t thread)
{
    struct sched_param parameter = { .sched_priority = 80 };

    return pthread_setschedparam(thread, SCHED_FIFO, &parameter);
}
