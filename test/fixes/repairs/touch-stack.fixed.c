#include <stdio.h>
#include <sys/mman.h>
#include <stddef.h>

static void touch_stack(void)
{
    volatile unsigned char stack[65536];

    for (size_t at = 0; at < sizeof stack; at++)
        stack[at] = 0;
}

/* The part that may not wait. */
int main(void)
{
    touch_stack();
    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        perror("mlockall");
    return 0;
}
