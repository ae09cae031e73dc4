// platforms: linux
// title: through a pointer and a member; a name alone is no proof
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

struct session {
    char words[4096] __attribute__((aligned(4096)));
};
static struct session session;
static char password[4096] __attribute__((aligned(4096)));

static int hold(struct session *one)
{
    return mlock(one->words, sizeof one->words); // expect? hint: broken-guarantee
}

int main(void)
{
    if (mlock(password, sizeof password) == -1) // ok: a program that shows no other care
        return 1;
    if (hold(&session) == -1)
        return 1;
    if (fgets(session.words, sizeof session.words, stdin) == NULL)
        return 1;
    explicit_bzero(session.words, sizeof session.words);
    return mlock(session.words, sizeof session.words) == -1; // ok: said once
}
