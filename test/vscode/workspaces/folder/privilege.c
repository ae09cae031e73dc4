#include <sys/neutrino.h>
#include <sys/mman.h>
#include <stdint.h>

static char samples[65536] __attribute__((aligned(4096)));

int main(void)
{
    mlock(samples, sizeof samples);
    for (;;)
        samples[0]++;
}
