#include "hold.h"

void hold(void *p)
{
    HOLD(p, 4096);
}
