// platforms: qnx7
// apply: Touch every page
#include <sys/mman.h>
#include <sys/neutrino.h>
void enter(void) {
    char *z = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (z == MAP_FAILED)
        return;
    InterruptDisable();
    z[0] = 1; // expect: unreferenced-lazy-touch
    InterruptEnable();
}
