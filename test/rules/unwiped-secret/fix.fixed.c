#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int block(int fd)
{
    char *key = aligned_alloc(4096, 4096);
    ssize_t n;

    if (key == NULL)
        return -1;
    if (mlock(key, 4096) == -1) {
        free(key);
        return -1;
    }
    n = read(fd, key, 4096);
    (void)munlock(key, 4096);
    explicit_bzero(key, 4096);
    free(key);
    return n > 0 ? 0 : -1;
}
