// platforms: linux, qnx7, illumos
// title: unlocked, unmapped or freed before it is wiped
// shows: S4-16
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096
#define END(area) munlock(area, PAGE)

static char store[PAGE] __attribute__((aligned(PAGE)));

static int hold(void *area)
{
    return mlock(area, PAGE);
}

static void let_go(void *area)
{
    if (munlock(area, PAGE) == -1) // expect info: unwiped-secret
        perror("munlock");
}

/* The wiping call says that it is a secret. */
int wiped_too_late(const char *text)
{
    if (hold(store) == -1)
        return -1;
    strncpy(store, text, sizeof store);
    if (munlock(store, sizeof store) == -1) // expect info: unwiped-secret "`store` before it is wiped"
        perror("munlock");
    explicit_bzero(store, sizeof store);
    return 0;
}

/* The name says it. */
int never_wiped(const char *text)
{
    static char password[PAGE] __attribute__((aligned(PAGE)));

    if (mlock(password, sizeof password) == -1)
        return -1;
    strncpy(password, text, sizeof password);
    return munlock(password, sizeof password); // expect info: unwiped-secret "`password`, which was not wiped"
}

int by_a_macro(char first)
{
    static char master_key[PAGE] __attribute__((aligned(PAGE)));

    if (hold(master_key) == -1)
        return -1;
    master_key[0] = first;
    return END(master_key); // expect: unwiped-secret
}

int by_others(char first)
{
    static char secret[PAGE] __attribute__((aligned(PAGE)));

    if (hold(secret) == -1)
        return -1;
    secret[0] = first;
    let_go(secret);
    return 0;
}

int unmapped(char first)
{
    char *session_key = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);

    if (session_key == MAP_FAILED)
        return -1;
    if (mlock(session_key, PAGE) == -1) {
        munmap(session_key, PAGE);
        return -1;
    }
    session_key[0] = first;
    return munmap(session_key, PAGE); // expect: unwiped-secret
}

int wiped_on_one_way(char first, int is_early)
{
    static char text[PAGE] __attribute__((aligned(PAGE)));

    if (mlock(text, sizeof text) == -1)
        return -1;
    text[0] = first;
    if (is_early)
        return munlock(text, sizeof text); // expect: unwiped-secret
    explicit_bzero(text, sizeof text);
    return munlock(text, sizeof text);
}
