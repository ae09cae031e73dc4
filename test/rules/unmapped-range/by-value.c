// platforms: linux
// title: a record that is given by value brings what is in it
#include <stddef.h>
#include <sys/mman.h>

struct area {
    char *start;
    size_t length;
};

static int pin(struct area area)
{
    return mlock(area.start, area.length);    // expect: unmapped-range
}

static int pin_first_page(struct area area)
{
    area.length = 4096;
    return mlock(area.start, area.length);    // ok: the caller's record stays as it was
}

int hold(void)
{
    struct area area = { NULL, 8192 };

    area.start = mmap(NULL, area.length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (area.start == MAP_FAILED) return -1;
    if (pin_first_page(area) != 0) return -1;
    munmap(area.start, area.length);
    return pin(area);
}
