/**
 * Linked with a repaired program: asks the kernel whether each successful lock really holds, before it is given up and
 * when the program ends. Answers go to the file that PROBE names, a line each: "held WHAT" or "lost WHAT".
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int __real_mlock(const void *address, size_t length);
int __real_mlockall(int flags);
int __real_munlock(const void *address, size_t length);
int __real_munlockall(void);
int __real_munmap(void *address, size_t length);

/** What was locked, and by which call. */
static struct range { uintptr_t start, end; const char *by; } ranges[256];
static unsigned count;

/** One line of a file, without the heap: a mapping that this made would be looked at, too. */
static int next_line(int file, char *line, size_t room)
{
    static char text[4096];
    static size_t at, end;
    size_t length = 0;

    for (;;) {
        if (at == end) {
            ssize_t got = read(file, text, sizeof text);

            at = end = 0;
            if (got <= 0)
                return 0;
            end = (size_t)got;
        }
        char next = text[at++];

        if (length + 1 < room)
            line[length++] = next;
        if (next == '\n') {
            line[length] = '\0';
            return 1;
        }
    }
}

/** A mapping of this process: from where to where, and whether the kernel has marked it as locked. */
static int next_mapping(int maps, struct range *mapping, int *locked)
{
    static char line[512];
    uintptr_t start, end;
    int special = 0;
    char access[8] = "";

    while (next_line(maps, line, sizeof line)) {
        if (sscanf(line, "%lx-%lx %7s", &start, &end, access) == 3) {
            mapping->start = start;
            mapping->end = end;
            special = strstr(line, "[v") != NULL || strncmp(access, "---", 3) == 0;
        } else if (strncmp(line, "VmFlags:", 8) == 0 && !special) {
            *locked = strstr(line, " lo") != NULL;
            return 1;
        }
    }
    return 0;
}

/** Bytes of the range that are marked as locked. */
static uintptr_t locked_in(struct range range)
{
    int maps = open("/proc/self/smaps", O_RDONLY), locked;
    struct range mapping = { 0, 0, "" };
    uintptr_t sum = 0;

    while (maps != -1 && next_mapping(maps, &mapping, &locked)) {
        uintptr_t from = mapping.start > range.start ? mapping.start : range.start;
        uintptr_t to = mapping.end < range.end ? mapping.end : range.end;

        if (locked && from < to)
            sum += to - from;
    }
    if (maps != -1)
        close(maps);
    return sum;
}

static void remember(uintptr_t start, uintptr_t end, const char *by)
{
    if (start < end && count < sizeof ranges / sizeof *ranges)
        ranges[count++] = (struct range){ start, end, by };
}

static void remember_all(void)
{
    int maps = open("/proc/self/smaps", O_RDONLY), locked;
    struct range mapping = { 0, 0, "" };

    while (maps != -1 && next_mapping(maps, &mapping, &locked))
        remember(mapping.start, mapping.end, "mlockall");
    if (maps != -1)
        close(maps);
}

static int resident(struct range range)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);

    for (uintptr_t at = range.start; at < range.end; at += page) {
        unsigned char there = 0;

        if (mincore((void *)at, page, &there) == -1 || (there & 1) == 0)
            return 0;
    }
    return 1;
}

static void say(const char *what, uintptr_t bytes, int holds)
{
    const char *name = getenv("PROBE");
    int out = name == NULL ? -1 : open(name, O_WRONLY | O_APPEND | O_CREAT, 0666);

    if (out == -1)
        return;
    dprintf(out, "%s %s %lu\n", holds ? "held" : "lost", what, (unsigned long)bytes);
    close(out);
}

__attribute__((destructor)) static void look(void)
{
    for (unsigned i = 0; i < count; i++) {
        uintptr_t bytes = ranges[i].end - ranges[i].start;

        say(ranges[i].by, bytes, locked_in(ranges[i]) == bytes && resident(ranges[i]));
    }
    count = 0;
}

int __wrap_mlock(const void *address, size_t length)
{
    uintptr_t mask = (uintptr_t)sysconf(_SC_PAGESIZE) - 1, start = (uintptr_t)address;
    int result = __real_mlock(address, length);

    if (result == 0 && length > 0)
        remember(start & ~mask, (start + length + mask) & ~mask, "mlock");
    return result;
}

int __wrap_mlockall(int flags)
{
    int result = __real_mlockall(flags);

    if (result == 0 && (flags & MCL_CURRENT) != 0)
        remember_all();
    return result;
}

int __wrap_munlock(const void *address, size_t length)
{
    look();
    return __real_munlock(address, length);
}

int __wrap_munlockall(void)
{
    look();
    return __real_munlockall();
}

int __wrap_munmap(void *address, size_t length)
{
    look();
    return __real_munmap(address, length);
}
