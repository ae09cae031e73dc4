// platforms: linux
// title: a switch asks what came of another call
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { LOADED, NOT_FOUND, NOT_READ };
int load(const char *name);

int start(const char *name)
{
    if (mlockall(MCL_CURRENT) != 0)
        fprintf(stderr, "mlockall: %s\n", strerror(errno));
    switch (load(name)) {
    case NOT_FOUND:
        fprintf(stderr, "%s: %s\n", name, strerror(errno)); // ok: errno is asked for after load() has told of a failure
        return -1;
    case NOT_READ:
        return -1;
    }
    return 0;
}

int begin(const char *name)
{
    int locked = mlockall(MCL_CURRENT);
    if (locked != 0) {
        int found = load(name);
        switch (locked) {
        case -1:
            fprintf(stderr, "mlockall: %s\n", strerror(errno)); // expect: stale-errno "load() may have changed it"
            return found;
        }
    }
    return 0;
}
