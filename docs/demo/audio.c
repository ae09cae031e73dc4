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

/* Without a limit, if we may. */
static void raise_limit(void)
{
    struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

    if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
        fprintf(stderr, "audio: the limit stays: %s\n", strerror(errno));
}

static int lock_memory(void)
{
    if (mlockall(MCL_CURRENT || MCL_FUTURE) == -1) {
        fprintf(stderr, "audio: memory is not locked\n");
        if (errno == ENOMEM)
            fprintf(stderr, "audio: see ulimit -l\n");
        return -1;
    }
    return 0;
}

int main(void)
{
    struct sched_param parameters = { .sched_priority = 80 };
    pthread_t thread;

    raise_limit();
    lock_memory();
    if (sched_setscheduler(0, SCHED_FIFO, &parameters) == -1) {
        perror("audio: sched_setscheduler");
        return EXIT_FAILURE;
    }
    if (pthread_create(&thread, NULL, process, NULL) != 0)
        return EXIT_FAILURE;
    pthread_join(thread, NULL);
    munlockall();
    return EXIT_SUCCESS;
}
