// platforms: linux, freebsd, netbsd, openbsd, android
// title: one way out for failures, errno saved on the way, a lock that is only a wish
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <syslog.h>
#include <unistd.h>

struct session {
    unsigned char *key;
    size_t length;
    int is_locked;
};

static size_t whole_pages(size_t length)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    return (length + page - 1) / page * page;
}

int session_open(struct session *session, size_t length)
{
    int saved;

    session->length = whole_pages(length);
    session->key = mmap(NULL, session->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (session->key == MAP_FAILED)
        goto fail;
    if (mlock(session->key, session->length) == -1)
        goto fail_mapped;
    session->is_locked = 1;
    return 0;

fail_mapped:
    saved = errno;
    if (munmap(session->key, session->length) == -1)
        syslog(LOG_WARNING, "munmap: %m");
    errno = saved;
fail:
    session->key = NULL;
    return -1;
}

/* Like session_open(), but a session without a lock is better than none. */
int session_open_anyway(struct session *session, size_t length)
{
    session->is_locked = 0;
    session->length = whole_pages(length);
    session->key = mmap(NULL, session->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (session->key == MAP_FAILED)
        return -1;
    if (mlock(session->key, session->length) == 0)
        session->is_locked = 1;
    else if (errno != ENOSYS && errno != EPERM)
        syslog(LOG_NOTICE, "the key may be paged out: %m");
    return 0;
}

void session_close(struct session *session)
{
    if (session->key == NULL)
        return;
    explicit_bzero(session->key, session->length);
    if (session->is_locked && munlock(session->key, session->length) == -1)
        syslog(LOG_DEBUG, "munlock: %m");
    if (munmap(session->key, session->length) == -1)
        syslog(LOG_WARNING, "munmap: %m");
    session->key = NULL;
}
