// platforms: linux
// title: a helper that has asked for another errno than its caller wants
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

static void to_file(const char *what)
{
    FILE *file = fopen("/var/log/locks", "a");
    if (file != NULL) {
        fprintf(file, "%s\n", what);
        fclose(file);
    }
}

int lost(void *area, size_t length)
{
    if (mlock(area, length) == -1) {
        to_file("cannot lock");
        return -errno; // expect: stale-errno "fopen() may have changed it"
    }
    return 0;
}

static int opened(FILE **file)
{
    *file = fopen("/var/log/locks", "a");
    if (*file == NULL)
        return -1;
    return 0;
}

int of_the_helper(void *area, size_t length)
{
    FILE *file;
    if (mlock(area, length) == -1) {
        if (opened(&file) == -1)
            return -errno;
        fclose(file);
        return -1;
    }
    return 0;
}

static void careful(const char *what)
{
    int kept = errno;
    FILE *file = fopen("/var/log/locks", "a");
    if (file != NULL) {
        fprintf(file, "%s: %d\n", what, kept);
        fclose(file);
    }
    errno = kept;
}

int kept(void *area, size_t length)
{
    if (mlock(area, length) == -1) {
        careful("cannot lock");
        return -errno;
    }
    return 0;
}
