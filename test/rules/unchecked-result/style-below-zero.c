// platforms: linux
// apply: Test the result
// title: a brace on its own line, and failures below zero
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
    mlock(area, sizeof area); // expect: unchecked-result
    return 0;
}
