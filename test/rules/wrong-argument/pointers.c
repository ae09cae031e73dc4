// platforms: linux, freebsd
// title: the address of the pointer
// shows: S0-04
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

struct pool {
    char *start;
    size_t length;
};

static char *key;
static char array[65536];
static struct pool pool;
static int hold(const void *start, size_t length) { return mlock(start, length); }

int direct(void)
{
    key = malloc(4096);
    if (key == NULL)
        return -1;
    return mlock(&key, 4096); // expect warning: wrong-argument "`&key`"
}

int direct_right(void)
{
    key = malloc(4096);
    if (key == NULL)
        return -1;
    return mlock(key, 4096);
}

int by_variable(size_t length)
{
    return mlock(&key, length); // expect: wrong-argument
}

int through_a_call(size_t length)
{
    return hold(&key, length); // expect: wrong-argument
}

int the_pointer_itself(void)
{
    return mlock(&key, sizeof key);
}

int of_an_array(void)
{
    return mlock(&array, sizeof array);
}

int of_an_element(size_t at)
{
    return mlock(&array[at], 100);
}

int of_a_record(void)
{
    return mlock(&pool, sizeof pool);
}

extern char *_rodata_start, *_rodata_end;
extern char _rodata_size[];
static char *first, *last;

int what_the_linker_laid_out(size_t length)
{
    if (mlock(&_rodata_start, length) == -1)
        return -1;
    return mlock(_rodata_start, (size_t)_rodata_size);
}

int from_one_variable_to_another(void)
{
    return mlock(&first, (size_t)((char *)&last - (char *)&first));
}
