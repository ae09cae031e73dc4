#include <sys/mman.h>
#include <sys/neutrino.h>
#include <stdint.h>
#include <stdlib.h>

#define SAMPLE_IRQ 5

struct ring {
    uint32_t head;
    uint32_t samples[1023];
};

static const struct sigevent *sample_isr(void *area, int id)
{
    struct ring *ring = area;
    ring->head++;
    return NULL;
}

int main(void)
{
    struct ring *ring = mmap(NULL, sizeof *ring, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (ring == MAP_FAILED)
        return EXIT_FAILURE;
    if (InterruptAttach(SAMPLE_IRQ, sample_isr, ring, sizeof *ring, 0) == -1)
        return EXIT_FAILURE;
    for (;;)
        InterruptWait(0, NULL);
}
