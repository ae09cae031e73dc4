// platforms: qnx7, illumos
// title: a library call fills one member, and leaves those beside it alone
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

static char pool[16384] __attribute__((aligned(4096)));

struct sample {
    char *at;
    struct timespec taken;
    char *end;
};

int lock_sample(void)
{
    struct sample s;

    s.at = pool + 8;
    s.end = pool + 8192;
    clock_gettime(CLOCK_MONOTONIC, &s.taken);
    if (mlock(s.end, 4096) == -1) // ok: the beginning of a page
        return -1;
    return mlock(s.at, 4096); // expect: misaligned-address
}

struct file {
    struct stat status;
    char *window;
};

int lock_window(struct file *file, int fd)
{
    file->window = pool + 12;
    if (fstat(fd, &file->status) == -1)
        return -1;
    return mlock(file->window, 4096); // expect: misaligned-address
}

struct fills_all {
    struct timespec times[2];
    char *at;
};

int lock_any(struct fills_all *all, int (*fill)(struct timespec *))
{
    all->at = pool + 16;
    if (fill(all->times) == -1)
        return -1;
    return mlock(all->at, 4096); // ok: who knows what fill() does to the record
}
