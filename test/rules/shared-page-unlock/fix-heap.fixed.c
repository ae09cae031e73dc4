#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

int main(void)
{
    void *area = mmap(NULL, 128, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *token = malloc(128), *key = (area == MAP_FAILED ? NULL : area);
    const struct rlimit no_dump = { 0, 0 };

    if (setrlimit(RLIMIT_CORE, &no_dump) == -1)
        return 1;
    if (token == NULL || key == NULL) {
        perror("malloc");
        free(token);
        munmap(key, 128);
        return EXIT_FAILURE;
    }
    if (mlock(token, 128) == -1 || mlock(key, 128) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    token[0] = key[0] = 1;
    explicit_bzero(token, 128);
    (void)munlock(token, 128);
    key[1] = 2;
    explicit_bzero(key, 128);
    (void)munlock(key, 128);
    free(token);
    munmap(key, 128);
    return 0;
}
