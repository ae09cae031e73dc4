// platforms: auto
// title: a driver whose headers are not at hand shows by its calls that it is meant for QNX
#include <stdio.h>
#include "controller.h"

int command(struct controller *c, int verbose) {
    InterruptDisable();
    if (write_command(c, READ_COMMAND) && verbose)
        fprintf(stderr, "no answer\n"); // expect warning: not-interrupt-safe @qnx6,qnx7
    nanospin_ns(c->delay);              // ok: it only waits
    InterruptEnable();
    return c->byte;
}
