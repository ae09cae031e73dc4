// platforms: linux
// title: what is needed has a lock of its own
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
    struct sched_param parameter = { .sched_priority = 80 };
    volatile char *area;

    area = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED | MAP_POPULATE, -1, 0);
    if (area == MAP_FAILED)
        return 1;
    area[0] = 1;
    if (sched_setscheduler(0, SCHED_RR, &parameter) == -1) // ok: MAP_LOCKED is a choice
        return 1;
    return 0;
}
