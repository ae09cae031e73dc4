// platforms: linux
// title: whoever locked the future has unlocked everything, as a setting says that nobody can follow
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct settings {
    int lock;
};

void configure(struct settings *settings);

int main(void)
{
    struct settings settings;

    configure(&settings);
    if (settings.lock && mlockall(MCL_CURRENT | MCL_FUTURE) == -1)
        return 1;
    configure(&settings);
    if (settings.lock && munlockall() == -1)
        return 1;
    return mlockall(MCL_CURRENT) == -1;
}
