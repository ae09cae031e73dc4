// platforms: linux
// apply: Test the result
// title: the system log, which adds the reason itself
#include <stdio.h>
#include <sys/mman.h>
#include <syslog.h>
#include <unistd.h>

static char area[4096];

static int prepare(void)
{
    if (chdir("/") == -1) {
        syslog(LOG_ERR, "cannot change to /: %m");
        return -1;
    }
    mlock(area, sizeof area); // expect: unchecked-result
    return 0;
}

int main(void)
{
    return prepare() == -1 ? 1 : 0;
}
