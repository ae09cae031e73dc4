// platforms: linux, qnx7
// title: a thread's stack under MCL_FUTURE
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>

static void *work(void *area)
{
    return area;
}

static void start(pthread_t *thread)
{
    pthread_create(thread, NULL, work, NULL); // expect warning: unchecked-allocation @linux
}

int main(void)
{
    pthread_t thread, second, third;

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    start(&thread);
    if (pthread_create(&second, NULL, work, NULL) != 0)
        return 1;
    /* Nothing depends on it. */
    (void)pthread_create(&third, NULL, work, NULL);
    return 0;
}
