// platforms: qnx6, linux-2.4
// title: root becomes somebody else and locks then
// shows: S3-11
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static char page[4096] __attribute__((aligned(4096)));

static int become(uid_t user) { return setuid(user); }
#define NOBODY 65534
#define BECOME_NOBODY() seteuid(NOBODY)

int unhandled(void)
{
    if (setuid(1000) == -1)
        return -1;
    mlock(page, sizeof page); // expect error: dropped-privilege
    // expect: unchecked-result
    return 0;
}

int handled(void)
{
    if (setuid(1000) == -1)
        return -1;
    if (mlock(page, sizeof page) == -1) { // expect warning: dropped-privilege
        perror("mlock");
        return -1;
    }
    return 0;
}

int through_a_call(uid_t user)
{
    uid_t nobody = NOBODY;

    (void)user;
    if (become(nobody) == -1)
        return -1;
    return mlock(page, sizeof page); // expect: dropped-privilege
}

int through_a_macro(void)
{
    if (BECOME_NOBODY() == -1)
        return -1;
    return mlockall(MCL_CURRENT | MCL_FUTURE); // expect: dropped-privilege
}

int as_who_started_it(void)
{
    if (setresuid(-1, getuid(), -1) == -1)
        return -1;
    return mlock(page, sizeof page); // expect? info: dropped-privilege
}

int as_the_service(const char *name)
{
    struct passwd *service = getpwnam(name);

    if (service == NULL || setuid(service->pw_uid) == -1)
        return -1;
    return mlock(page, sizeof page); // expect? info: dropped-privilege
}

int lock_first(const char *name)
{
    struct passwd *service = getpwnam(name);

    if (service == NULL || mlock(page, sizeof page) == -1)
        return -1;
    return setuid(service->pw_uid);
}

int root_again(void)
{
    uid_t before = geteuid();

    if (seteuid(NOBODY) == -1)
        return -1;
    if (seteuid(before) == -1)
        return -1;
    return mlock(page, sizeof page);
}

static uid_t saved_user;

int who_it_was(void)
{
    if (seteuid(saved_user) == -1)
        return -1;
    return mlock(page, sizeof page);
}

int root_for_a_while(void)
{
    if (seteuid(0) == -1)
        return -1;
    if (mlock(page, sizeof page) == -1)
        return -1;
    return seteuid(getuid());
}
