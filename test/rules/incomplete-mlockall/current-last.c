// platforms: linux, qnx7, illumos
// title: MCL_CURRENT when all is there; small blocks and device memory after it
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
    char *buffer = malloc(1 << 20);
    char *name, *registers;
    int device = open("/dev/mem", O_RDWR);

    if (buffer == NULL || device == -1)
        return 1;
    if (mlockall(MCL_CURRENT) == -1)
        return 1;
    name = malloc(32);
    if (name == NULL)
        return 1;
    name[0] = buffer[0] = 1;
    registers = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, device, 0);
    if (registers == MAP_FAILED)
        return 1;
    registers[0] = 1;
    return 0;
}
