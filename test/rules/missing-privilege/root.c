// platforms: linux-2.4, qnx6
// title: a program that sees to it that it is root
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static char page[4096] __attribute__((aligned(4096)));

int main(void)
{
    if (geteuid() != 0) {
        fprintf(stderr, "must be run by root\n");
        return 1;
    }
    mlock(page, sizeof page); // expect: unchecked-result
    return 0;
}
