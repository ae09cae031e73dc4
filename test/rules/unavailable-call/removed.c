// platforms: qnx7, qnx8
// title: QNX 8 has removed interrupt handlers
#include <stddef.h>
#include <sys/neutrino.h>

static const struct sigevent *serve(void *area, int id)
{
    (void)area;
    (void)id;
    return NULL;
}

int attach(int irq, void *area)
{
    int id = InterruptAttach(irq, serve, area, 64, 0); // expect: unavailable-call @qnx8 "no InterruptAttach()"

    return id == -1 ? -1 : id;
}

int attach_event(int irq, struct sigevent *event)
{
    return InterruptAttachEvent(irq, event, 0); // ok: events are still there
}
