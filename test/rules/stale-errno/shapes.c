// platforms: linux, illumos
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <syslog.h>
#include <unistd.h>

extern char *buf;
void log_line(const char *text);

int overwritten(void) {
    if (mlock(buf, 4096) == -1) {
        fprintf(stderr, "cannot lock\n");
        return -errno; // expect warning: stale-errno "fprintf"
    }
    return 0;
}

int by_unknown(void) {
    if (mlockall(MCL_CURRENT) != 0) {
        log_line("mlockall failed");
        if (errno == EPERM) // expect info: stale-errno
            return 1;
        return 2;
    }
    return 0;
}

void message(void) {
    if (mlock(buf, 4096) == -1) {
        printf("cannot lock\n");
        perror("mlock"); // expect info: stale-errno
    }
}

int without_failure(void) {
    if (mlock(buf, 4096) == 0)
        return errno; // expect warning: stale-errno "has failed"
    return 0;
}

int sometimes(int verbose) {
    if (mlock(buf, 4096) == -1) {
        if (verbose)
            puts("cannot lock");
        return errno; // expect?: stale-errno
    }
    return 0;
}

int saved(void) {
    if (mlock(buf, 4096) == -1) {
        int e = errno;
        fprintf(stderr, "cannot lock: %s\n", strerror(e));
        return -e;
    }
    return 0;
}

int at_once(void) {
    if (mlock(buf, 4096) == -1)
        return errno == EPERM ? 1 : 2;
    int r = mlock(buf, 4096);
    int e = errno;
    if (r == -1)
        return e;
    if (mlock(buf, 1) == -1) {
        syslog(LOG_ERR, "mlock: %m");
        return -1;
    }
    if (mlock(buf, 1) == -1) {
        fprintf(stderr, "%s\n", strerror(errno));
        return -1;
    }
    return 0;
}

int cleaned_up(void) {
    if (mlock(buf, 4096) == -1) {
        free(buf);
        return -errno; // ok: free keeps errno
    }
    return 0;
}

int somebody_elses(const char *path) {
    if (mlock(buf, 4096) == -1) {
        if (unlink(path) == -1)
            return errno; // ok: this is unlink's
        return -1;
    }
    return 0;
}

int put_back(void) {
    if (mlock(buf, 4096) == -1) {
        int e = errno;
        puts("cannot lock");
        errno = e;
        return -errno; // ok: restored
    }
    return 0;
}

int next_failure(size_t n) {
    if (mlock(buf, 4096) == -1)
        fprintf(stderr, "cannot lock\n");
    char *block = malloc(n);
    if (block == NULL)
        return -errno; // ok: this is malloc's
    free(block);
    return 0;
}

static void note(const char *text) { fputs(text, stderr); }

int through_helper(void) {
    if (mlock(buf, 4096) == -1) {
        note("cannot lock");
        return -errno; // expect: stale-errno "fputs"
    }
    return 0;
}

int untested(void) {
    mlock(buf, 4096); // expect: unchecked-result
    if (errno != 0)   // expect: stale-errno
        return -1;
    return 0;
}

int cleared(void) {
    errno = 0;
    mlock(buf, 4096); // expect: unchecked-result
    if (errno != 0)   // ok: it was 0 before
        return -1;
    return 0;
}
