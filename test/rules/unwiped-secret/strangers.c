// platforms: linux, freebsd
// title: functions that nobody knows: whether they may write is what their declaration says
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct session {
    unsigned char *material;
};

extern int sign(const unsigned char *bytes, size_t length);
extern void finish(unsigned char *bytes, size_t length);
extern void close_session(struct session *session);
extern unsigned char shared_secret[4096];

static unsigned char secret[4096];

int from_a_stream(FILE *stream)
{
    int result;

    if (mlock(secret, sizeof secret) == -1)
        return -1;
    if (fread(secret, 1, sizeof secret, stream) != sizeof secret)
        return munlock(secret, sizeof secret);    // ok: it may not have come
    result = sign(secret, sizeof secret);
    if (munlock(secret, sizeof secret) == -1)     // expect info: unwiped-secret
        return -1;
    return result;
}

int from_a_stream_and_wiped(FILE *stream)
{
    int result;

    if (mlock(secret, sizeof secret) == -1)
        return -1;
    if (fread(secret, 1, sizeof secret, stream) != sizeof secret)
        return munlock(secret, sizeof secret);
    result = sign(secret, sizeof secret);
    explicit_bzero(secret, sizeof secret);
    if (munlock(secret, sizeof secret) == -1)     // ok: wiped
        return -1;
    return result;
}

int finished_by_others(FILE *stream)
{
    int result;

    if (mlock(secret, sizeof secret) == -1)
        return -1;
    if (fread(secret, 1, sizeof secret, stream) != sizeof secret)
        return munlock(secret, sizeof secret);
    result = sign(secret, sizeof secret);
    finish(secret, sizeof secret);
    if (munlock(secret, sizeof secret) == -1)     // ok: finish() may write it
        return -1;
    return result;
}

int reached_by_another_way(const unsigned char *from)
{
    struct session session = { .material = secret };

    if (mlock(secret, sizeof secret) == -1)
        return -1;
    memcpy(secret, from, sizeof secret);
    sign(secret, sizeof secret);
    close_session(&session);
    return munlock(secret, sizeof secret);        // ok: close_session() may wipe it
}

int that_others_can_see(const unsigned char *from)
{
    if (mlock(shared_secret, sizeof shared_secret) == -1)
        return -1;
    memcpy(shared_secret, from, sizeof shared_secret);
    sign(shared_secret, sizeof shared_secret);
    return munlock(shared_secret, sizeof shared_secret); // ok: whoever has it may have wiped it
}

int random_bytes(void)
{
    unsigned char secret_seed[32];

    if (mlock(secret_seed, sizeof secret_seed) == -1)
        return -1;
    arc4random_buf(secret_seed, sizeof secret_seed);
    sign(secret_seed, sizeof secret_seed);
    if (munlock(secret_seed, sizeof secret_seed) == -1) // expect info: unwiped-secret
        return -1;
    return 0;
}
