// platforms: linux
// title: what processes share stays locked as long as one of them has it locked
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned char *mapped(int flags)
{
    unsigned char *key = mmap(NULL, 4096, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
    if (key == MAP_FAILED)
        return NULL;
    if (mlock(key, 4096) == -1) {
        munmap(key, 4096);
        return NULL;
    }
    return key;
}

static int served(int flags)
{
    int status = 0;
    unsigned char *key = mapped(flags);
    if (key == NULL)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        key[0] ^= 1; // expect: lost-lock
        key[1] ^= 1; // ok: the first use stands for all
        _exit(0);
    }
    if (child > 0)
        (void)waitpid(child, &status, 0);
    explicit_bzero(key, 4096);
    munmap(key, 4096);
    return status;
}

int copied(void)
{
    return served(MAP_PRIVATE);
}

int shared(void)
{
    int status = 0;
    unsigned char *key = mapped(MAP_SHARED);
    if (key == NULL)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        key[0] ^= 1; // ok: the parent's lock keeps the page, which is the same for both
        _exit(0);
    }
    if (child > 0)
        (void)waitpid(child, &status, 0);
    explicit_bzero(key, 4096);
    munmap(key, 4096);
    return status;
}

int locked_by_both(void)
{
    int status = 0;
    unsigned char *secret = mapped(MAP_SHARED);
    if (secret == NULL)
        return -1;
    secret[1] = 1;
    pid_t child = fork();
    if (child == 0) {
        if (mlock(secret, 4096) == -1)
            _exit(1);
        secret[0] ^= 1;
        // ok: the parent has it locked still, and needs it
        if (munlock(secret, 4096) == -1)
            _exit(1);
        _exit(0);
    }
    if (child > 0)
        (void)waitpid(child, &status, 0);
    explicit_bzero(secret, 4096);
    munmap(secret, 4096);
    return status;
}
