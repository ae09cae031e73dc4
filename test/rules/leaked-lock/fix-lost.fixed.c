#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
    size_t length = 8192;
    char *buf = aligned_alloc(4096, length);

    if (buf == NULL || mlock(buf, length) == -1) {
        perror("buf");
        return EXIT_FAILURE;
    }
    memset(buf, 1, length);
    (void)munlock(buf, length);
    buf = malloc(length);
    if (buf == NULL)
        return EXIT_FAILURE;
    memset(buf, 2, length);
    printf("%d\n", buf[0]);
    free(buf);
    return 0;
}
