// platforms: linux, qnx7
// title: through a variable, a macro and a call
// shows: S1-28
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define WHAT MCL_FUTURE

static char *area;

static int make_area(void)
{
    area = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return area == MAP_FAILED ? -1 : 0;
}

static int lock_everything(int flags)
{
    return mlockall(flags); // expect warning: incomplete-mlockall
}

int main(void)
{
    int flags = WHAT;

    if (make_area() == -1)
        return 1;
    if (lock_everything(flags) == -1)
        return 1;
    area[0] = 1;
    return 0;
}
