// platforms: linux, qnx7, illumos
/* A real-time loop as the books have it. */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#define PERIOD 1000000
#define MOST_STACK (16 * 1024)

static double *samples;
static size_t count = 1024;

static void prefault_stack(void)
{
    unsigned char stack[MOST_STACK];

    memset(stack, 0, sizeof stack);
}

static int set_policy(int priority)
{
    struct sched_param parameter;

    memset(&parameter, 0, sizeof parameter);
    parameter.sched_priority = priority;
    return sched_setscheduler(0, SCHED_FIFO, &parameter);
}

static void control(struct timespec *next)
{
    for (size_t at = 0; at < count; at++)
        samples[at] *= 0.5;
    next->tv_nsec += PERIOD;
    if (next->tv_nsec >= 1000000000) {
        next->tv_nsec -= 1000000000;
        next->tv_sec++;
    }
}

int main(void)
{
    struct timespec next;

    samples = calloc(count, sizeof *samples);
    if (samples == NULL)
        return EXIT_FAILURE;
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1) {
        fprintf(stderr, "mlockall: %s\n", strerror(errno));
        return EXIT_FAILURE;
    }
    prefault_stack();
    if (set_policy(80) == -1) {
        perror("sched_setscheduler");
        return EXIT_FAILURE;
    }
    if (clock_gettime(CLOCK_MONOTONIC, &next) == -1)
        return EXIT_FAILURE;
    for (;;) {
        control(&next);
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
}
