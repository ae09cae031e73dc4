// repair: {"kind": "unlock-before", "lock": "mlock(area, sizeof area)", "at": "return EXIT_SUCCESS;"}
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
int main(int argc, char **argv)
{
    char area[4096];

    if (mlock(area, sizeof area) == -1) {
        perror(argv[0]);
        return EXIT_FAILURE;
    }
    if (argc > 0) // as ever
        puts("locked");
    if (argc == 1)
        return EXIT_SUCCESS;
    return 2;
}
