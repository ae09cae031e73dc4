// platforms: illumos, linux
// title: a program that tests its assumption
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

int main(void)
{
    char *key = malloc(64);

    if (key == NULL)
        return 1;
    if (sysconf(_SC_PAGESIZE) != PAGE) {
        fprintf(stderr, "pages of %d bytes are expected\n", PAGE);
        return 1;
    }
    if (mlock((void *)((uintptr_t)key & ~(uintptr_t)(PAGE - 1)), PAGE) == -1) // ok: nobody gets here with other pages
        return 1;
    return 0;
}
