// platforms: linux
// title: bytes that are called key; keys of maps; filled by a loop that may have no round
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

extern int sign(const unsigned char *bytes, size_t length);

struct node {
    long order;
    struct node *next;
};

int bytes(const unsigned char *from)
{
    unsigned char key[32];
    int result;

    if (mlock(key, sizeof key) == -1)
        return -1;
    memcpy(key, from, sizeof key);
    result = sign(key, sizeof key);
    if (munlock(key, sizeof key) == -1)            // expect info: unwiped-secret "`key`"
        return -1;
    return result;
}

int bytes_wiped(const unsigned char *from)
{
    unsigned char key[32];
    int result;

    if (mlock(key, sizeof key) == -1)
        return -1;
    memcpy(key, from, sizeof key);
    result = sign(key, sizeof key);
    explicit_bzero(key, sizeof key);
    if (munlock(key, sizeof key) == -1)            // ok: wiped
        return -1;
    return result;
}

static struct node key;

long no_bytes(long order)
{
    if (mlock(&key, sizeof key) == -1)
        return -1;
    key.order = order;
    if (munlock(&key, sizeof key) == -1)           // ok: what is looked for, and no secret
        return -1;
    return key.order;
}

int filled_by_a_loop(const unsigned char *from, size_t length, unsigned char out[32])
{
    unsigned char *hmac_key = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (hmac_key == MAP_FAILED)
        return -1;
    if (mlock(hmac_key, 8192) == -1) {
        munmap(hmac_key, 8192);
        return -1;
    }
    for (size_t i = 0; i < length && i < 8192; i++)
        hmac_key[i] = from[i] ^ 0x36;
    memcpy(out, hmac_key, 32);
    munlock(hmac_key, 8192);                       // expect? info: unwiped-secret "`hmac_key`"
    munmap(hmac_key, 8192);
    return 0;
}

int filled_by_a_loop_and_wiped_where_it_was(const unsigned char *from, size_t length, unsigned char out[32])
{
    unsigned char *hmac_key = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (hmac_key == MAP_FAILED)
        return -1;
    if (mlock(hmac_key, 8192) == -1) {
        munmap(hmac_key, 8192);
        return -1;
    }
    for (size_t i = 0; i < length && i < 8192; i++)
        hmac_key[i] = from[i] ^ 0x36;
    memcpy(out, hmac_key, 32);
    if (length > 0)
        memset(hmac_key, 0, 8192);
    munlock(hmac_key, 8192);                       // ok: wiped where there is something in it
    munmap(hmac_key, 8192);
    return 0;
}

int sorted(const int *from, int count)
{
    static int key[1024];

    if (mlock(key, sizeof key) == -1)
        return -1;
    memcpy(key, from, sizeof key);
    if (munlock(key, sizeof key) == -1)            // ok: numbers
        return -1;
    return key[count & 1023];
}
