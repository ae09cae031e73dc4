// platforms: linux
// apply: Remove this unlock
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

static struct {
    char token[128];
    char key[128];
} held __attribute__((aligned(4096)));

int main(void)
{
    const struct rlimit no_dump = { 0, 0 };

    if (setrlimit(RLIMIT_CORE, &no_dump) == -1)
        return 1;
    if (mlock(held.token, sizeof held.token) == -1 || mlock(held.key, sizeof held.key) == -1) {
        perror("mlock");
        return 1;
    }
    held.token[0] = held.key[0] = 1;
    explicit_bzero(held.token, sizeof held.token);
    (void)munlock(held.token, sizeof held.token); // expect: shared-page-unlock
    held.key[1] = 2;
    explicit_bzero(held.key, sizeof held.key);
    (void)munlock(held.key, sizeof held.key);
    return 0;
}
