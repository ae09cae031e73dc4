/* A small real-time audio loop for Linux: lock first, then raise the priority, then never fault. */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#define FRAMES 256
#define STACK_BYTES (512 * 1024)

static float left[FRAMES];
static float right[FRAMES];

static void prefault_stack(void)
{
    volatile char stack[STACK_BYTES];

    for (size_t i = 0; i < sizeof stack; i += 4096)
        stack[i] = 0;
}

static int raise_limit(void)
{
    struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

    return setrlimit(RLIMIT_MEMLOCK, &limit);
}

static void *process(void *unused)
{
    (void)unused;
    prefault_stack();
    for (;;) {
        for (int i = 0; i < FRAMES; i++)
            left[i] = right[i] = 0.5f * (left[i] + right[i]);
        sched_yield();
    }
    return NULL;
}

int main(int argc, char **argv)
{
    struct sched_param parameters = { .sched_priority = 80 };
    pthread_t thread;

    (void)argc;
    if (raise_limit() == -1)
        fprintf(stderr, "%s: limit stays: %s\n", argv[0], strerror(errno));

    /* The result is lost: without the lock the loop will miss its deadlines and nobody will know why. */
    mlockall(MCL_CURRENT | MCL_FUTURE);

    /* Pages of the buffers only: but the address is not the beginning of a page. */
    if (mlock(left + 1, sizeof left) == -1 && errno == EACCES)
        fprintf(stderr, "%s: not allowed to lock\n", argv[0]);

    if (sched_setscheduler(0, SCHED_FIFO, &parameters) == -1) {
        perror("sched_setscheduler");
        return EXIT_FAILURE;
    }
    if (pthread_create(&thread, NULL, process, NULL) != 0)
        return EXIT_FAILURE;
    pthread_join(thread, NULL);
    munlockall();
    return EXIT_SUCCESS;
}
