// platforms: linux, qnx7, illumos
/* All of a process, now and later; whoever cannot have it is told. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static char *frames;

static void *work(void *area)
{
    memset(area, 1, 1 << 20);
    return NULL;
}

static int lock_whole(int also_later)
{
    int flags = MCL_CURRENT;

    if (also_later)
        flags |= MCL_FUTURE;
    return mlockall(flags);
}

int main(void)
{
    pthread_t thread;
    int error;

    frames = malloc(1 << 20);
    if (frames == NULL)
        return EXIT_FAILURE;
    if (lock_whole(1) == -1)
        fprintf(stderr, "pages may be paged out: %s\n", strerror(errno));
    error = pthread_create(&thread, NULL, work, frames);
    if (error != 0) {
        fprintf(stderr, "no thread: %s\n", strerror(error));
        return EXIT_FAILURE;
    }
    error = pthread_join(thread, NULL);
    if (error != 0)
        return EXIT_FAILURE;
    if (munlockall() == -1)
        perror("munlockall");
    free(frames);
    return EXIT_SUCCESS;
}
