// platforms: qnx7, qnx6
// title: shared objects with SHMCTL_LAZY in a driver
// shows: S0-19
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/neutrino.h>
#include <unistd.h>

#define HOW (SHMCTL_ANON | SHMCTL_LAZY)

static int object(const char *name)
{
    return shm_open(name, O_RDWR | O_CREAT, 0600);
}

static int populate(int object, unsigned flags, size_t length)
{
    return shm_ctl(object, flags, 0, length); // expect? info: cancelled-implicit-lock @qnx7
}

static void *map(int object, size_t length)
{
    return mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, object, 0);
}

int direct(void)
{
    int area = object("/area");

    if (area == -1)
        return -1;
    if (shm_ctl(area, SHMCTL_ANON | SHMCTL_LAZY, 0, 4096) == -1) // expect info: cancelled-implicit-lock @qnx7
        return -1;
    return map(area, 4096) == MAP_FAILED ? -1 : 0;
}

int through_a_macro(void)
{
    int area = object("/area");

    if (area == -1 || shm_ctl(area, HOW, 0, 4096) == -1) // expect info: cancelled-implicit-lock @qnx7
        return -1;
    return map(area, 4096) == MAP_FAILED ? -1 : 0;
}

int through_a_variable(void)
{
    int area = object("/area");
    unsigned flags = SHMCTL_ANON;

    flags |= SHMCTL_LAZY;
    if (area == -1 || shm_ctl(area, flags, 0, 4096) == -1) // expect info: cancelled-implicit-lock @qnx7
        return -1;
    return map(area, 4096) == MAP_FAILED ? -1 : 0;
}

int through_a_call(void)
{
    int lazy = object("/lazy"), locked = object("/locked");

    if (lazy == -1 || locked == -1)
        return -1;
    if (populate(lazy, SHMCTL_ANON | SHMCTL_LAZY, 4096) == -1)
        return -1;
    return populate(locked, SHMCTL_ANON, 4096);
}

int locked(void)
{
    int area = object("/area");

    if (area == -1 || shm_ctl(area, SHMCTL_ANON, 0, 4096) == -1)
        return -1;
    return map(area, 4096) == MAP_FAILED ? -1 : 0;
}

void critical(volatile int *count)
{
    InterruptDisable();
    ++*count;
    InterruptEnable();
}
