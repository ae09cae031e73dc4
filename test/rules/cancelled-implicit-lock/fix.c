// platforms: qnx7
// apply: Remove SHMCTL_LAZY
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/neutrino.h>

int object(void)
{
    int area = shm_open("/area", O_RDWR | O_CREAT, 0600);

    if (area == -1)
        return -1;
    if (shm_ctl(area, SHMCTL_ANON | SHMCTL_LAZY, 0, 4096) == -1) // expect: cancelled-implicit-lock
        return -1;
    InterruptDisable();
    InterruptEnable();
    return area;
}
