#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char key[4096] __attribute__((aligned(4096)));

int main(void)
{
    int status;
    pid_t child;

    if (mlock(key, sizeof key) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    child = fork();
    if (child == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (child == 0) {
        puts("at work");
        if (mlock(key, sizeof key) == -1) {
            perror("mlock");
            _exit(EXIT_FAILURE);
        }
        key[0] = 1;
        _exit(0);
    }
    if (waitpid(child, &status, 0) == -1)
        return EXIT_FAILURE;
    return WEXITSTATUS(status);
}
