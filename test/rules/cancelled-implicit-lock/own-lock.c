// platforms: qnx7
// title: populated lazily, touched, and locked by another call
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/neutrino.h>
#include <unistd.h>

int count(void)
{
    int area = shm_open("/area", O_RDWR | O_CREAT, 0600);
    char *start;

    if (area == -1 || shm_ctl(area, SHMCTL_ANON | SHMCTL_LAZY, 0, 1 << 24) == -1)
        return -1;
    start = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, area, 0);
    if (start == MAP_FAILED)
        return -1;
    memset(start, 0, 4096);
    if (mlock(start, 4096) == -1)
        return -1;
    InterruptDisable();
    start[0]++;
    InterruptEnable();
    return 0;
}
