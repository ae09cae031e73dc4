// platforms: linux
// apply: Give it pages of its own
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

int main(void)
{
    char *token = malloc(128), *key = malloc(128);
    const struct rlimit no_dump = { 0, 0 };

    if (setrlimit(RLIMIT_CORE, &no_dump) == -1)
        return 1;
    if (token == NULL || key == NULL) {
        perror("malloc");
        free(token);
        free(key);
        return EXIT_FAILURE;
    }
    if (mlock(token, 128) == -1 || mlock(key, 128) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    token[0] = key[0] = 1;
    explicit_bzero(token, 128);
    (void)munlock(token, 128); // expect? info: shared-page-unlock
    key[1] = 2;
    explicit_bzero(key, 128);
    (void)munlock(key, 128);
    free(token);
    free(key);
    return 0;
}
