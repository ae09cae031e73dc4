// platforms: linux
// title: what is used in a callee's callee, in a loop that is run from several places
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

struct ratchet {
    uint8_t chain[32];
    uint8_t root[32];
};

static struct ratchet ratchet;

static void derive(const uint8_t in[32], uint8_t out[32], uint8_t label)
{
    for (int i = 0; i < 32; i++)
        out[i] = (uint8_t)(in[i] * 7 + label + i);
}

static int start(const uint8_t root[32])
{
    if (mlock(ratchet.root, sizeof ratchet.root) == -1)
        return -1;
    if (mlock(ratchet.chain, sizeof ratchet.chain) == -1) {
        (void)munlock(ratchet.root, sizeof ratchet.root);
        return -1;
    }
    memcpy(ratchet.root, root, sizeof ratchet.root);
    derive(ratchet.root, ratchet.chain, 1);
    return 0;
}

static void step(void)
{
    uint8_t next[32];

    derive(ratchet.chain, next, 2);
    memcpy(ratchet.chain, next, sizeof next);
    explicit_bzero(next, sizeof next);
}

int neighbour_used_later(uint8_t out[32])
{
    uint8_t seed[32] = { 1 };

    if (start(seed) == -1)
        return -1;
    step();
    explicit_bzero(ratchet.chain, sizeof ratchet.chain);
    (void)munlock(ratchet.chain, sizeof ratchet.chain);  // expect?: shared-page-unlock
    derive(ratchet.root, out, 3);
    explicit_bzero(ratchet.root, sizeof ratchet.root);
    (void)munlock(ratchet.root, sizeof ratchet.root);
    return 0;
}

int neighbour_used_before(uint8_t out[32])
{
    uint8_t seed[32] = { 1 };

    if (start(seed) == -1)
        return -1;
    step();
    derive(ratchet.root, out, 3);
    explicit_bzero(ratchet.root, sizeof ratchet.root);
    explicit_bzero(ratchet.chain, sizeof ratchet.chain);
    (void)munlock(ratchet.chain, sizeof ratchet.chain);  // ok: nothing is used after it
    (void)munlock(ratchet.root, sizeof ratchet.root);
    return 0;
}
