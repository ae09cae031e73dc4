// platforms: illumos, linux
// title: by way of a record's member, and by numbers that are set once
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct here {
    void *address;
    size_t length;
};

int in_a_record_of_its_own(void *start, size_t length)
{
    struct here here;

    here.address = (void *)((uintptr_t)start & ~(uintptr_t)4095);  // expect?: hard-coded-page-size @illumos,linux
    here.length = length;
    return mlock(here.address, here.length);
}

struct given {
    void *address;
    size_t length;
};

int in_a_record_that_is_given(struct given *given, void *start, size_t length)
{
    given->address = (void *)((uintptr_t)start & ~(uintptr_t)4095);  // expect?: hard-coded-page-size
    given->length = length;
    return mlock(given->address, given->length);
}

struct made {
    void *address;
    size_t length;
};

static struct made *make(void *address, size_t length)
{
    struct made *made = malloc(sizeof *made);

    if (made != NULL) {
        made->address = address;
        made->length = length;
    }
    return made;
}

struct made *by_a_helper(void *start, size_t length)
{
    uintptr_t low = (uintptr_t)start & ~(uintptr_t)4095;  // expect?: hard-coded-page-size
    struct made *made = make((void *)low, length);

    if (made == NULL || mlock(made->address, made->length) == -1)
        return NULL;
    return made;
}

struct asked {
    void *address;
    size_t page;
};

int whose_page_is_asked_for(struct asked *asked, void *start, size_t length)
{
    asked->page = (size_t)sysconf(_SC_PAGESIZE);
    asked->address = (void *)((uintptr_t)start & ~(asked->page - 1));  // ok: asked for
    return mlock(asked->address, length);
}

struct two_ways {
    void *address;
};

int that_is_set_in_two_ways(struct two_ways *area, void *start, size_t length, int small)
{
    area->address = (void *)((uintptr_t)start & ~(uintptr_t)4095);  // ok: which of them it is, is not known
    if (!small)
        area->address = start;
    return mlock(area->address, length);
}

struct other {
    void *address;
    uintptr_t block;
};

int another_member(struct other *other, void *start, size_t length)
{
    other->block = (uintptr_t)start & ~(uintptr_t)4095;  // ok: nobody locks it
    other->address = start;
    return mlock(other->address, length);
}

struct settings {
    size_t page;
};

static struct settings settings = { 4096 };

int by_a_setting(void *start, size_t length)
{
    return mlock((void *)((uintptr_t)start & ~(settings.page - 1)), length);  // expect?: hard-coded-page-size
}

const size_t page_for_all = 4096;

int by_a_constant(void *start, size_t length)
{
    return mlock((void *)((uintptr_t)start & ~(page_for_all - 1)), length);  // expect?: hard-coded-page-size
}

extern size_t page_of_others;

int by_what_others_set(void *start, size_t length)
{
    return mlock((void *)((uintptr_t)start & ~(page_of_others - 1)), length);  // ok: nobody here knows it
}
