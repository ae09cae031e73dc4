// platforms: linux, illumos, posix
/* A starter: what comes after exec() is exec()'s failure, not that of the lock before it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char arguments[4096] __attribute__((aligned(4096)));

static int hold(void) { return mlock(arguments, sizeof arguments); }

static int start(char **args)
{
    if (mlock(arguments, sizeof arguments) == -1)
        return -1;
    execv("/bin/true", args);
    perror("/bin/true");
    return -1;
}

static int start_through_path(char **args)
{
    if (hold() != 0)
        return -1;
    execvp(args[0], args);
    fprintf(stderr, "cannot start %s: %s\n", args[0], strerror(errno));
    _exit(127);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return EXIT_FAILURE;
    if (argc == 2)
        return start(argv + 1) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    return start_through_path(argv + 1) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
