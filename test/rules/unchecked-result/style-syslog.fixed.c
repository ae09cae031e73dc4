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
    if (mlock(area, sizeof area) == -1) {
        syslog(LOG_ERR, "mlock: %m");
        return -1;
    }
    return 0;
}

int main(void)
{
    return prepare() == -1 ? 1 : 0;
}
