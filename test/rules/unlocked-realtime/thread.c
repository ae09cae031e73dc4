// platforms: linux, qnx7
// title: a thread with a real-time policy, set by a helper, a variable and a macro
// shows: S4-13
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#define POLICY SCHED_RR

static void *work(void *area)
{
    memset(area, 1, 100);
    return NULL;
}

static int prepare(pthread_attr_t *attributes, int policy)
{
    if (pthread_attr_init(attributes) != 0)
        return -1;
    return pthread_attr_setschedpolicy(attributes, policy); // expect? info: unlocked-realtime
}

int main(void)
{
    pthread_attr_t attributes;
    pthread_t thread;
    int policy = POLICY;
    char *area = malloc(100);

    if (area == NULL || prepare(&attributes, policy) != 0)
        return 1;
    if (pthread_create(&thread, &attributes, work, area) != 0)
        return 1;
    return pthread_join(thread, NULL);
}
