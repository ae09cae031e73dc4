// platforms: qnx7
// title: SHMCTL_LAZY memory is lazy too
// shows: S0-19
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/neutrino.h>
void object(void) {
    int fd = shm_open("/area", O_RDWR | O_CREAT, 0600);
    if (fd == -1 || shm_ctl(fd, SHMCTL_ANON | SHMCTL_LAZY, 0, 4096) == -1) // expect info: cancelled-implicit-lock
        return;
    char *m = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        return;
    InterruptDisable();
    m[0] = 1; // expect: unreferenced-lazy-touch
    InterruptEnable();
}
