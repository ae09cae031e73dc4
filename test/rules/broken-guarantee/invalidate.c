// platforms: linux, illumos, qnx7
// title: msync() with MS_INVALIDATE
#include <sys/mman.h>
#include <unistd.h>

int invalidated(int file)
{
    char *area = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

    if (area == MAP_FAILED)
        return -1;
    if (mlock(area, 8192) == -1)
        return -1;
    area[0] = 1;
    return msync(area, 8192, MS_SYNC | MS_INVALIDATE); // expect error: broken-guarantee
}

int written(int file)
{
    char *area = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

    if (area == MAP_FAILED)
        return -1;
    if (mlock(area, 8192) == -1)
        return -1;
    area[0] = 1;
    return msync(area, 8192, MS_SYNC);
}

int unlocked(int file)
{
    char *area = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

    if (area == MAP_FAILED)
        return -1;
    if (mlock(area, 8192) == -1)
        return -1;
    area[0] = 1;
    if (munlock(area, 8192) == -1)
        return -1;
    return msync(area, 8192, MS_SYNC | MS_INVALIDATE);
}
