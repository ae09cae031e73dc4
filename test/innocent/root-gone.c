// platforms: linux, qnx7, qnx6, illumos
/* A daemon that locks as root, and is somebody else for the rest of its life. */
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char secret[8192] __attribute__((aligned(4096)));

static int become(const char *name)
{
    const struct passwd *user = getpwnam(name);

    if (user == NULL)
        return -1;
    if (setgroups(0, NULL) == -1 || setgid(user->pw_gid) == -1)
        return -1;
    return setuid(user->pw_uid);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return EXIT_FAILURE;
    if (mlock(secret, sizeof secret) == -1) {
        perror("mlock");
        return EXIT_FAILURE;
    }
    if (geteuid() == 0 && become(argv[1]) == -1) {
        perror(argv[1]);
        return EXIT_FAILURE;
    }
    memset(secret, 1, sizeof secret);
    if (setuid(0) != -1) {
        fprintf(stderr, "root again?\n");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
