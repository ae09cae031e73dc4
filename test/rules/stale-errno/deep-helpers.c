// platforms: linux
// title: what calls nothing leaves errno alone, however deep it is called
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

extern char *buf;
void log_line(const char *text);

static unsigned step(unsigned x) { return (x << 3) ^ (unsigned)(x >> 5); }
static unsigned third(unsigned x) { return step(x) + step(x + 1); }
static unsigned second(unsigned x) { return third(x) * 3; }
static unsigned first(unsigned x) { return second(x) + 1; }

unsigned computed(unsigned x) {
    if (mlock(buf, 4096) == -1) {
        x = first(x);
        return errno == ENOMEM ? x : 0;
    }
    return 1;
}

static void fill(char *at, int byte) { memset(at, byte, 64); }
static void wipe(char *at) { fill(at, 0); }
static void wipe_third(char *at) { wipe(at); }
static void wipe_second(char *at) { wipe_third(at); }
static void wipe_first(char *at) { wipe_second(at); }

int wiped(void) {
    char pad[64];
    if (mlock(buf, 4096) == -1) {
        wipe_first(pad);
        return -errno;
    }
    return 0;
}

static void say(void) { log_line("cannot lock"); }
static void say_third(void) { say(); }
static void say_second(void) { say_third(); }
static void say_first(void) { say_second(); }

int said(void) {
    if (mlock(buf, 4096) == -1) {
        say_first();
        return -errno; // expect: stale-errno
    }
    return 0;
}
