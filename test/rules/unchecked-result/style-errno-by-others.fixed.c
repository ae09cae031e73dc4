#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static char area[100];

int open_log(const char *name, int *fd) {
    if ((*fd = open(name, O_WRONLY)) == -1)
        return errno;
    return 0;
}

int close_log(int fd) {
    if (close(fd) == -1)
        return errno;
    return 0;
}

static int prepare(void) {
    if (mlock(area, sizeof area) == -1)
        return errno;
    return 0;
}

int main(void) {
    return prepare();
}
