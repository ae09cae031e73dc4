// platforms: linux, freebsd
// title: somebody has the address, or nobody needs it
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct box {
    char *start;
    size_t length;
    struct box *next;
};

static struct box *boxes;
static char *current;
static uintptr_t hidden;
void hand_over(char *memory);

static char *locked(size_t length)
{
    char *p = malloc(length);
    if (p != NULL && mlock(p, length) == -1) { // known-miss: leaked-lock freed with its box, whose contents may have been kept
        free(p);
        return NULL;
    }
    return p; // ok: the caller has it
}

int in_the_callers_record(struct box *box, size_t length)
{
    char *p = malloc(length);
    if (p == NULL || mlock(p, length) == -1) // ok: the record has it
        return -1;
    p[0] = 1;
    box->start = p;
    box->length = length;
    return 0;
}

int in_a_global(size_t length)
{
    current = malloc(length);
    if (current == NULL || mlock(current, length) == -1) // ok: the variable has it
        return -1;
    current[0] = 1;
    return 0;
}

struct box *in_a_list(size_t length)
{
    struct box *box = malloc(sizeof *box);
    if (box == NULL || (box->start = locked(length)) == NULL)
        return NULL;
    box->start[0] = 1;
    box->next = boxes;
    boxes = box; // ok: the list has it
    return box;
}

int dropped_box(size_t length)
{
    struct box *box = malloc(sizeof *box);
    if (box == NULL)
        return -1;
    box->start = locked(length);
    if (box->start != NULL)
        box->start[0] = 1;
    free(box);
    return 0;
}

struct box by_value(size_t length)
{
    struct box box = {locked(length), length, NULL};
    if (box.start != NULL)
        box.start[0] = 1;
    return box; // ok: the record that is returned has it
}

int handed_over(size_t length)
{
    char *p = locked(length);
    if (p == NULL)
        return -1;
    p[0] = 1;
    hand_over(p); // ok: nobody knows what that does
    return 0;
}

static void *work(void *memory) { return memory; }

int to_a_thread(size_t length)
{
    pthread_t thread;
    char *p = locked(length);
    if (p == NULL)
        return -1;
    p[0] = 1;
    return pthread_create(&thread, NULL, work, p); // ok: the thread has it
}

int through_a_pipe(int fd, size_t length)
{
    char *p = locked(length);
    if (p == NULL)
        return -1;
    p[0] = 1;
    return write(fd, &p, sizeof p) == sizeof p ? 0 : -1; // ok: whoever reads it has it
}

int as_a_number(size_t length)
{
    char *p = locked(length);
    if (p == NULL)
        return -1;
    p[0] = 1;
    hidden = (uintptr_t)p ^ 0x5a5a; // ok: it can be had back
    return 0;
}

int a_file(const char *name, size_t length)
{
    int fd = open(name, O_RDONLY);
    void *p = mmap(NULL, length, PROT_READ, MAP_SHARED, fd, 0);
    (void)close(fd);
    if (p == MAP_FAILED)
        return -1;
    return mlock(p, length); // ok: the file stays in memory, as long as the process runs
}

int cursor(size_t length)
{
    char *p = locked(length);
    if (p == NULL)
        return -1;
    for (size_t i = 0; i < length; i++)
        *p++ = 1; // ok: it still leads there
    p -= length;
    (void)munlock(p, length);
    free(p);
    return 0;
}
