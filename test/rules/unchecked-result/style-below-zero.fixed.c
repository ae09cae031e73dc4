#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static char area[64];

int main(void)
{
    int fd = open("/dev/null", O_RDWR);

    if (fd < 0)
    {
        perror("open");
        return 3;
    }
    if (write(fd, area, sizeof area) < 0)
    {
        perror("write");
        return 3;
    }
    if (mlock(area, sizeof area) < 0)
    {
        perror("mlock");
        return 3;
    }
    return 0;
}
