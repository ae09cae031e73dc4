/* Sampling driver for QNX Neutrino: the interrupt handler stores samples that a thread reads. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

#define SAMPLE_IRQ 27
#define RING_BYTES (64 * 1024)

struct ring {
    volatile unsigned head;
    uint32_t samples[RING_BYTES / sizeof(uint32_t) - 1];
};

static struct ring *ring;
static uint32_t latest;
static struct sigevent event;

static const struct sigevent *sample_isr(void *area, int id)
{
    struct ring *r = area;
    unsigned head = r->head;

    (void)id;
    r->samples[head] = latest;
    r->head = (head + 1) % (sizeof r->samples / sizeof r->samples[0]);
    return &event;
}

static int map_ring(void)
{
    ring = mmap(NULL, RING_BYTES, PROT_READ | PROT_WRITE, MAP_ANON | MAP_PRIVATE | MAP_LAZY, NOFD, 0);
    if (ring == MAP_FAILED) {
        fprintf(stderr, "mmap: %s\n", strerror(errno));
        return -1;
    }
    return 0;
}

int main(void)
{
    int id;

    if (ThreadCtl(_NTO_TCTL_IO, 0) == -1) {
        perror("ThreadCtl");
        return EXIT_FAILURE;
    }
    if (map_ring() == -1)
        return EXIT_FAILURE;

    /* The lock does not make lazy memory present: nobody has touched it yet. */
    mlock(ring, RING_BYTES);

    SIGEV_INTR_INIT(&event);
    id = InterruptAttach(SAMPLE_IRQ, sample_isr, ring, sizeof *ring, 0);
    if (id == -1) {
        perror("InterruptAttach");
        return EXIT_FAILURE;
    }
    for (;;) {
        InterruptWait(0, NULL);
        printf("head %u\n", ring->head);
    }
}
