#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static void *work(void *area)
{
    return area;
}

int main(void)
{
    pthread_t thread;

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        fprintf(stderr, "worker: %s\n", strerror(errno));
        return EXIT_FAILURE;
    }
    if (pthread_create(&thread, NULL, work, NULL) != 0) {
        fprintf(stderr, "worker: pthread_create() failed\n");
        return EXIT_FAILURE;
    }
    pthread_join(thread, NULL);
    return EXIT_SUCCESS;
}
