// platforms: linux, qnx7, illumos
// title: locks that end before their object does
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct vault {
    unsigned char key[32];
    unsigned char text[200000];
};

static char large[262144] __attribute__((aligned(65536)));
static char halves[262144] __attribute__((aligned(65536)));
static char small[64];
static int numbers[65536] __attribute__((aligned(65536)));
static struct vault vault __attribute__((aligned(65536)));
static char paged[262144] __attribute__((aligned(65536)));
static char exact[262144] __attribute__((aligned(65536)));
static int hold(const void *start, size_t length) { return mlock(start, length); } // expect hint: bad-length "65536 of the 262144 bytes of `numbers`"

int first_part(void)
{
    return mlock(large, 65536); // expect hint: bad-length "65536 of the 262144 bytes"
}

int whole(void)
{
    return mlock(exact, sizeof exact);
}

int number_of_elements(void)
{
    return hold(numbers, sizeof numbers / sizeof numbers[0]);
}

int block(void)
{
    char *key = aligned_alloc(65536, 262144);
    if (key == NULL)
        return -1;
    return mlock(key, 4096); // expect hint: bad-length
}

int block_right(void)
{
    char *key = aligned_alloc(65536, 262144);
    if (key == NULL)
        return -1;
    return mlock(key, 262144);
}

int both_halves(void)
{
    if (mlock(halves, sizeof halves / 2) == -1)
        return -1;
    return mlock(halves + sizeof halves / 2, sizeof halves / 2);
}

int first_member(void)
{
    return mlock(&vault, sizeof vault.key);
}

int page_by_page(void)
{
    size_t done;
    for (done = 0; done < sizeof paged; done += 65536)
        if (mlock(paged + done, 65536) == -1)
            return -1;
    return 0;
}

/* A guard page at the end is not meant to be locked. */
int without_the_guard(long size)
{
    char *area = mmap(NULL, 131072, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (area == MAP_FAILED)
        return -1;
    return mlock(area, 65536);
}
