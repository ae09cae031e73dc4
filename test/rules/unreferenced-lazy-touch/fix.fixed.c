#include <sys/mman.h>
#include <sys/neutrino.h>
#include <unistd.h>
void enter(void) {
    char *z = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_LAZY, NOFD, 0);
    if (z == MAP_FAILED)
        return;
    for (size_t page = 0; page < (size_t)(8192); page += (size_t)sysconf(_SC_PAGESIZE)) {
        ((volatile char *)z)[page] = 0;
    }
    InterruptDisable();
    z[0] = 1;
    InterruptEnable();
}
