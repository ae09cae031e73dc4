// platforms: linux, qnx7, illumos
// title: MCL_CURRENT alone, and more is mapped
// shows: S1-05, S4-19
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

static void *work(void *area)
{
    return area;
}

int main(void)
{
    pthread_t thread;

    if (mlockall(MCL_CURRENT) == -1) // expect info: incomplete-mlockall
        return -1;
    if (pthread_create(&thread, NULL, work, NULL) != 0)
        return -1;
    return 0;
}
