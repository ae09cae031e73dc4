// platforms: qnx7
// title: flags from a table, a choice, a record; a real-time policy instead of an interrupt
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct area {
    const char *name;
    unsigned flags;
    size_t length;
};

#define LAZY_OBJECT(object, length) shm_ctl(object, SHMCTL_ANON | SHMCTL_LAZY, 0, length)

static int object(const char *name)
{
    return shm_open(name, O_RDWR | O_CREAT, 0600);
}

int from_a_record(void)
{
    struct area area = { "/ring", SHMCTL_ANON | SHMCTL_LAZY, 65536 };
    int made = object(area.name);

    if (made == -1 || shm_ctl(made, area.flags, 0, area.length) == -1) // expect info: cancelled-implicit-lock
        return -1;
    return made;
}

int from_a_record_right(void)
{
    struct area area = { "/ring", SHMCTL_ANON, 65536 };
    int made = object(area.name);

    if (made == -1 || shm_ctl(made, area.flags, 0, area.length) == -1) // ok: populated and locked
        return -1;
    return made;
}

int by_choice(int is_large)
{
    int made = object("/choice");
    unsigned flags = is_large ? SHMCTL_ANON | SHMCTL_LAZY : SHMCTL_ANON;

    if (made == -1 || shm_ctl(made, flags, 0, 65536) == -1) // known-miss: cancelled-implicit-lock flags that are one of two
        return -1;
    return made;
}

int by_a_macro(void)
{
    int made = object("/macro");

    if (made == -1 || LAZY_OBJECT(made, 4096) == -1) // expect info: cancelled-implicit-lock
        return -1;
    return made;
}

int told(void)
{
    int made = object("/told");
    int result;

    if (made == -1)
        return -1;
    result = shm_ctl(made, SHMCTL_LAZY, 0, 4096); // expect info: cancelled-implicit-lock
    return result == -1 ? -1 : made;
}

int asked_by_others(int made, unsigned flags)
{
    return shm_ctl(made, flags, 0, 4096); // ok: what is asked for is the caller's business
}

int physical(int made)
{
    return shm_ctl(made, SHMCTL_PHYS, 0x80000000, 4096); // ok: device memory
}

int hurry(void)
{
    struct sched_param parameter = { .sched_priority = 50 };

    return sched_setscheduler(0, SCHED_FIFO, &parameter);
}
