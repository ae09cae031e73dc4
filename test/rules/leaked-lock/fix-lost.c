// platforms: linux
// apply: Unlock it first
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
    size_t length = 8192;
    char *key = aligned_alloc(4096, length);

    if (key == NULL || mlock(key, length) == -1) {
        perror("key");
        return EXIT_FAILURE;
    }
    memset(key, 1, length);
    key = malloc(length); // expect: leaked-lock
    if (key == NULL)
        return EXIT_FAILURE;
    memset(key, 2, length);
    printf("%d\n", key[0]);
    free(key);
    return 0;
}
