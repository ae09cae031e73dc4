// platforms: auto
// title: The program ends in a function of its own
#include <stdio.h>
#include <stdlib.h>
#include <mach/mach_time.h>
#include <sys/mman.h>

static void give_up(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static void insist(int is_met, const char *what)
{
    if (!is_met)
        give_up(what);
}

static void grumble(const char *what)
{
    perror(what);
    if (mach_absolute_time() == 0)
        exit(EXIT_FAILURE);
}

#define OR_ELSE(call, end) ((call) == 0 ? (void)0 : end(#call))

void start(void)
{
    OR_ELSE(mlockall(MCL_CURRENT | MCL_FUTURE), give_up); // expect error: unavailable-call @macos "the program ends"
    insist(1, "sense");
}

void start_or_grumble(void)
{
    OR_ELSE(mlockall(MCL_CURRENT | MCL_FUTURE), grumble);
}
