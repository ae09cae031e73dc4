// platforms: linux
// title: the program knows better whether anything is locked
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int holders;
static int is_locked;

struct area {
    char *start;
    size_t length;
    int is_locked;
};

static int hold(void *p)
{
    if (holders++ > 0)
        return 0;
    return mlock(p, 4096);
}

static void let_go(void *p)
{
    if (--holders == 0)
        (void)munlock(p, 4096);
}

static void let_go_by_flag(void *p)
{
    if (is_locked) {
        (void)munlock(p, 4096);
        is_locked = 0;
    }
}

int by_count(void)
{
    char *buf = aligned_alloc(4096, 4096);
    if (buf == NULL)
        return -1;
    if (hold(buf) == -1) {
        free(buf);
        return -1;
    }
    buf[0] = 1;
    let_go(buf);
    free(buf);
    return 0;
}

int by_flag(int fd)
{
    char *buf = aligned_alloc(4096, 4096);
    if (buf == NULL)
        return -1;
    is_locked = mlock(buf, 4096) == 0;
    if (read(fd, buf, 4096) == -1)
        sleep(1);
    let_go_by_flag(buf);
    free(buf);
    return 0;
}

int by_field(struct area *area, void (*fill)(struct area *))
{
    area->start = aligned_alloc(4096, 4096);
    if (area->start == NULL)
        return -1;
    area->is_locked = mlock(area->start, 4096) == 0;
    fill(area);
    if (area->is_locked)
        (void)munlock(area->start, 4096);
    free(area->start);
    return 0;
}

int early(int fd)
{
    char *buf = aligned_alloc(4096, 4096);
    int result = -1;
    if (buf == NULL)
        return -1;
    if (mlock(buf, 4096) == -1)
        goto out;
    if (read(fd, buf, 4096) == -1)
        goto out;
    result = 0;
    (void)munlock(buf, 4096);
out:
    free(buf); // expect?: leaked-lock
    return result;
}
