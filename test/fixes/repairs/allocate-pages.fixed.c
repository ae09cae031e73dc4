#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void)
{
    size_t length = 8192;
    void *pages = NULL;
    char *key = (posix_memalign(&pages, (size_t)sysconf(_SC_PAGESIZE), length) == 0 ? pages : NULL);

    if (key == NULL)
        return 1;
    if (mlock(key, length) == -1) {
        perror("mlock");
        return 1;
    }
    free(key);
    return 0;
}
