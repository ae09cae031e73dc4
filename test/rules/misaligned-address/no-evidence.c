// platforms: auto
// title: without evidence of a platform, what others would punish is an info
#include <stdlib.h>
#include <sys/mman.h>
int keep(size_t n) {
    char *k = malloc(n);
    if (!k)
        return -1;
    return mlock(k, n); // expect info: misaligned-address @illumos,qnx7
    // expect? info: misaligned-address @posix
}
