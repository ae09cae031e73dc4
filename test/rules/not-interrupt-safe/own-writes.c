// platforms: qnx7
// title: what a handler finds is what it has left there itself, or what is volatile
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/neutrino.h>
#include <sys/slog.h>

struct queue {
    volatile uint32_t head, tail;
    uint32_t lost;
    uint32_t items[512];
};

static struct queue *queue;

static const struct sigevent *handler(void *area, int id)
{
    struct queue *q = area;
    (void)id;
    if (q->head - q->tail >= 512) {
        q->lost++;
        slogf(1, 2, "%u lost", q->lost); // expect: not-interrupt-safe
        return NULL;
    }
    if (q->lost > 100)
        slogf(1, 2, "%u lost in all", q->lost); // expect: not-interrupt-safe
    q->items[q->head % 512]++;
    q->head++;
    return NULL;
}

int main(void)
{
    if (ThreadCtl(_NTO_TCTL_IO, NULL) == -1)
        return 1;
    queue = mmap(NULL, sizeof *queue, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, NOFD, 0);
    if (queue == MAP_FAILED)
        return 1;
    if (InterruptAttach(7, handler, queue, sizeof *queue, 0) == -1)
        return 1;
    while (queue->tail != queue->head)
        queue->tail++;
    if (queue->lost > 0)
        slogf(1, 2, "%u lost", queue->lost);
    return 0;
}
