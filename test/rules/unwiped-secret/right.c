// platforms: linux, qnx7, illumos
// title: wiped in time, in whatever way; nothing in it yet; no secret
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

extern void use(char *area);

static char secret_key[PAGE] __attribute__((aligned(PAGE)));
static char samples[PAGE] __attribute__((aligned(PAGE)));

static void wipe(volatile char *area, size_t length)
{
    for (size_t i = 0; i < length; i++)
        area[i] = 0;
}

int in_time(char first)
{
    if (mlock(secret_key, sizeof secret_key) == -1)
        return -1;
    secret_key[0] = first;
    explicit_bzero(secret_key, sizeof secret_key);
    return munlock(secret_key, sizeof secret_key);
}

int with_memset(char first)
{
    if (mlock(secret_key, sizeof secret_key) == -1)
        return -1;
    secret_key[0] = first;
    memset(secret_key, 0, sizeof secret_key);
    return munlock(secret_key, sizeof secret_key);
}

int by_hand(char first)
{
    if (mlock(secret_key, sizeof secret_key) == -1)
        return -1;
    secret_key[0] = first;
    wipe(secret_key, sizeof secret_key);
    return munlock(secret_key, sizeof secret_key);
}

int it_never_came(void)
{
    if (mlock(secret_key, sizeof secret_key) == -1)
        return -1;
    if (read(0, secret_key, sizeof secret_key) == -1)
        return munlock(secret_key, sizeof secret_key); // ok: nothing was read
    explicit_bzero(secret_key, sizeof secret_key);
    return munlock(secret_key, sizeof secret_key);
}

int empty(void)
{
    if (mlock(secret_key, sizeof secret_key) == -1)
        return -1;
    return munlock(secret_key, sizeof secret_key); // ok: nothing is in it
}

int by_others(char first)
{
    if (mlock(secret_key, sizeof secret_key) == -1)
        return -1;
    secret_key[0] = first;
    use(secret_key);
    return munlock(secret_key, sizeof secret_key); // ok: nobody knows what was done to it
}

int no_secret(char first)
{
    if (mlock(samples, sizeof samples) == -1)
        return -1;
    samples[0] = first;
    if (munlock(samples, sizeof samples) == -1) // ok: nothing says that it is one
        return -1;
    memset(samples, 0, sizeof samples);
    return 0;
}

int written_after_the_lock(char first)
{
    if (mlock(secret_key, sizeof secret_key) == -1)
        return -1;
    if (munlock(secret_key, sizeof secret_key) == -1)
        return -1;
    secret_key[0] = first; // ok: it was never kept
    explicit_bzero(secret_key, sizeof secret_key);
    return 0;
}
