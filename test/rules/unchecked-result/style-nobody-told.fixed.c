#include <stdlib.h>
#include <sys/mman.h>
#include <stdio.h>

static char *area;

static void prepare(size_t length)
{
    area = malloc(length);
    if (area == NULL)
        return;
    if (mlock(area, length) == -1) {
        perror("mlock");
        return;
    }
}

int main(void)
{
    prepare(64);
    return 0;
}
