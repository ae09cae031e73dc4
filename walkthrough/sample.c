/*
 * A sample to play with: a driver for QNX Neutrino that locks its buffer,
 * and does it wrong in four ways. Point at what is underlined; the light
 * bulb offers repairs.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

struct ring {
    unsigned head;
    unsigned char data[8191];
};

/* The page does not exist before it is touched; in here nobody can bring it in. */
static const struct sigevent *on_interrupt(void *area, int id)
{
    struct ring *ring = area;

    (void)id;
    ring->head++;
    return NULL;
}

int main(void)
{
    struct ring *ring = mmap(NULL, sizeof *ring, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);

    if (ring == MAP_FAILED)
        return 1;

    /* No page begins here, nobody asked for the privilege or looks at the result. */
    mlock(ring->data, sizeof ring->data);

    if (munlock(ring, sizeof *ring) == -1) {
        printf("still locked\n");
        /* By now printf() may have changed errno. */
        return errno == EINVAL;
    }

    return InterruptAttach(5, on_interrupt, ring, sizeof *ring, 0) == -1;
}
