// platforms: linux
// title: what a small function does that calls nothing is known, however deep it is called
#include <stdlib.h>
#include <sys/mman.h>

void log_line(const char *text);

static void *kept;
static unsigned rounds;

static void step(void) { rounds = rounds * 3 + 1; }
static void third(void) { step(); }
static void second(void) { third(); }
static void first(void) { second(); }

int freed_after_steps(void) {
    kept = aligned_alloc(4096, 4096);
    if (!kept || mlock(kept, 4096) != 0)
        return -1;
    first();
    free(kept); // expect warning: leaked-lock
    return 0;
}

static void say(void) { log_line("locked"); }
static void say_third(void) { say(); }
static void say_second(void) { say_third(); }
static void say_first(void) { say_second(); }

int freed_after_others(void) {
    kept = aligned_alloc(4096, 4096);
    if (!kept || mlock(kept, 4096) != 0)
        return -1;
    say_first();
    free(kept);
    return 0;
}
