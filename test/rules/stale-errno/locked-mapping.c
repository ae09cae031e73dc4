// platforms: auto
// title: a mapping with MAP_LOCKED is a lock, though no lock call stands in the file
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

int open_ring(int fd, void **ring) {
    *ring = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_LOCKED, fd, 0);
    if (*ring == MAP_FAILED) {
        fprintf(stderr, "cannot map the ring\n");
        return errno; // expect: stale-errno @linux
    }
    return 0;
}
