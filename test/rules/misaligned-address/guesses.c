// platforms: qnx7
// title: what rests on a name that nobody defines is only possible
#include <stdlib.h>
#include <sys/mman.h>

int lock_pool(size_t n) {
    char *pool;
#if HAVE_MMAP
    pool = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, NOFD, 0);
#else
    pool = malloc(n);
#endif
    return mlock(pool, n);    // expect?: misaligned-address
}

int lock_block(size_t n) {
    char *block = malloc(n);

#ifdef DEBUG
    log_block(block);
#endif
    return mlock(block, n);    // expect: misaligned-address
}
