/* Sampling driver for QNX Neutrino: the interrupt handler stores samples that a thread reads. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

#define SAMPLE_IRQ 27
#define SAMPLES 4096

struct ring {
    volatile uint32_t head;
    volatile uint32_t samples[SAMPLES];
};

static struct sigevent event;

static const struct sigevent *sample_isr(void *area, int id)
{
    struct ring *ring = area;
    uint32_t head = ring->head;

    (void)id;
    ring->samples[head % SAMPLES] = (uint32_t)ClockCycles();
    ring->head = head + 1;
    return &event;
}

/* Sixteen kilobytes that are rarely filled: let the pages come when they are needed. */
static struct ring *map_ring(void)
{
    void *area = mmap(NULL, sizeof(struct ring), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);

    if (area == MAP_FAILED) {
        fprintf(stderr, "mmap: %s\n", strerror(errno));
        return NULL;
    }
    return area;
}

int main(void)
{
    struct ring *ring = map_ring();
    int id;

    if (ring == NULL)
        return EXIT_FAILURE;

    /* A handler must not fault, so the ring is locked. */
    mlock(ring, sizeof *ring);

    if (ThreadCtl(_NTO_TCTL_IO, 0) == -1) {
        perror("ThreadCtl");
        return EXIT_FAILURE;
    }
    SIGEV_INTR_INIT(&event);
    id = InterruptAttach(SAMPLE_IRQ, sample_isr, ring, sizeof *ring, 0);
    if (id == -1) {
        perror("InterruptAttach");
        return EXIT_FAILURE;
    }
    for (;;) {
        InterruptWait(0, NULL);
        printf("%u samples\n", (unsigned)ring->head);
    }
}
