// platforms: linux
// title: what is secret is most of the program, or no array of its own, or nothing is wiped
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static unsigned char secrets[1 << 20];
static const char *keyword = "all";
static char key_names[64];

int main(void)
{
    char line[200];

    if (mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    key_names[0] = keyword[0];
    memset(line, 0, sizeof line);
    explicit_bzero(secrets, sizeof secrets);
    return key_names[0] == line[0];
}
