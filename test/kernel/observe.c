/*
 * Reads /proc/self and mincore() and writes lines, from static buffers alone: what looks at memory must not change it.
 * ARENA, ARENA_PAGES and HEAP_PAGES come from build.ts by -D.
 */
#define _GNU_SOURCE
#include "observe.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define AREAS 2

enum { IS_MAPPED = 1, LO = 2, LF = 4, RESIDENT = 8, READ = 16, WRITE = 32, EXEC = 64, FIRST = 128 };

struct area {
    unsigned long start;
    unsigned long pages;
    unsigned char state[64];
};

static struct area areas[AREAS] = {{ARENA, ARENA_PAGES, {0}}, {0, HEAP_PAGES, {0}}};
static char text[1 << 17];
static char out[1 << 15];
static unsigned char incore[64];
static size_t out_used;
static int smaps_fd = -1, status_fd = -1;

void flush(void)
{
    size_t done = 0;
    while (done < out_used) {
        ssize_t wrote = write(1, out + done, out_used - done);
        if (wrote <= 0)
            _exit(3);
        done += (size_t)wrote;
    }
    out_used = 0;
}

void put_char(char c)
{
    if (out_used == sizeof out)
        flush();
    out[out_used++] = c;
}

void give_up(int status)
{
    put_char('\n');
    flush();
    _exit(status);
}

static void put_text(const char *from, size_t length)
{
    while (length-- > 0)
        put_char(*from++);
}

void put_number(long value)
{
    char digits[24];
    int used = 0;
    unsigned long rest = value < 0 ? -(unsigned long)value : (unsigned long)value;
    put_char(' ');
    if (value < 0)
        put_char('-');
    do
        digits[used++] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    while (used > 0)
        put_char(digits[--used]);
}

static size_t read_all(int fd)
{
    size_t used = 0;
    ssize_t got;
    if (lseek(fd, 0, SEEK_SET) != 0)
        give_up(4);
    while ((got = read(fd, text + used, sizeof text - 1 - used)) > 0)
        used += (size_t)got;
    text[used] = '\0';
    return used;
}

static unsigned long hexadecimal(const char **at)
{
    unsigned long value = 0;
    for (;; (*at)++) {
        char c = **at;
        if (c >= '0' && c <= '9')
            value = value * 16 + (unsigned long)(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value * 16 + (unsigned long)(c - 'a' + 10);
        else
            return value;
    }
}

static const char *line_end(const char *at)
{
    const char *end = strchr(at, '\n');
    return end ? end : at + strlen(at);
}

/* kB behind a name such as "VmLck:". */
static long kilobytes(const char *name)
{
    const char *at = strstr(text, name);
    return at ? atol(at + strlen(name)) : -1;
}

/* Finds the flags of the mapping whose first line is at `at`; `after` is where the next mapping begins. */
static const char *flags_of(const char *at, const char **after)
{
    const char *flags = strstr(at, "\nVmFlags:");
    if (!flags)
        give_up(5);
    *after = line_end(flags + 1);
    if (**after == '\n')
        (*after)++;
    return flags + 9;
}

static int has_flag(const char *flags, const char *name)
{
    for (; *flags == ' '; flags += 3)
        if (flags[1] == name[0] && flags[2] == name[1])
            return 1;
    return 0;
}

/* Notes one mapping's pages in an area, with mincore's word on each. */
static void note(struct area *area, unsigned long start, unsigned long end, unsigned char state)
{
    unsigned long from = start > area->start ? start : area->start;
    unsigned long last = area->start + area->pages * PAGE;
    unsigned long to = end < last ? end : last;
    unsigned long index = (from - area->start) / PAGE;
    if (from >= to)
        return;
    if (mincore((void *)from, to - from, incore) != 0)
        give_up(6);
    for (unsigned long i = 0; i < (to - from) / PAGE; i++)
        area->state[index + i] = (unsigned char)(state | (incore[i] & 1 ? RESIDENT : 0));
    if (from == start)
        area->state[index] |= FIRST;
}

static void look_at_areas(void)
{
    const char *at = text;
    for (int i = 0; i < AREAS; i++)
        memset(areas[i].state, 0, sizeof areas[i].state);
    read_all(smaps_fd);
    while (*at) {
        unsigned char state = IS_MAPPED;
        unsigned long start = hexadecimal(&at);
        unsigned long end = (at++, hexadecimal(&at));
        const char *protection = ++at;
        const char *flags = flags_of(at, &at);
        state |= (unsigned char)((protection[0] == 'r') * READ | (protection[1] == 'w') * WRITE);
        state |= (unsigned char)((protection[2] == 'x') * EXEC);
        state |= (unsigned char)(has_flag(flags, "lo") * LO | has_flag(flags, "lf") * LF);
        for (int i = 0; i < AREAS; i++)
            note(&areas[i], start, end, state);
    }
}

void report(long result, int error, int signal)
{
    put_char('=');
    put_number(result);
    put_number(error);
    put_number(signal);
    read_all(status_fd);
    put_number(kilobytes("VmLck:"));
    put_number(kilobytes("VmSize:"));
    look_at_areas();
    for (int i = 0; i < AREAS; i++) {
        put_char(' ');
        for (unsigned long page = 0; page < areas[i].pages; page++) {
            unsigned char state = areas[i].state[page];
            put_char(state ? (char)(0x80 | state >> 1) : '.');
        }
    }
    put_char('\n');
}

void introduce(unsigned long program_break, int has_secret)
{
    const char *at;
    size_t used;
    areas[1].start = (program_break + PAGE - 1) / PAGE * PAGE;
    put_char('h');
    put_number((long)program_break);
    put_number(has_secret);
    put_char('\n');
    used = read_all(smaps_fd);
    for (at = text; at < text + used;) {
        const char *flags, *end = line_end(at);
        put_text("v ", 2);
        put_text(at, (size_t)(end - at));
        put_text("\nf", 2);
        flags = flags_of(at, &at);
        put_text(flags, (size_t)(line_end(flags) - flags));
        put_char('\n');
    }
    report(0, 0, 0);
}

void open_eyes(void)
{
    close(smaps_fd);
    close(status_fd);
    smaps_fd = open("/proc/self/smaps", O_RDONLY | O_CLOEXEC);
    status_fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (smaps_fd < 0 || status_fd < 0)
        give_up(7);
}
