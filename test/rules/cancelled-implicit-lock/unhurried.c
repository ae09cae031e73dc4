// platforms: qnx7
// title: a program without deadlines may be lazy
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int object(void)
{
    int area = shm_open("/area", O_RDWR | O_CREAT, 0600);

    if (area == -1 || shm_ctl(area, SHMCTL_ANON | SHMCTL_LAZY, 0, 1 << 24) == -1)
        return -1;
    return area;
}
