// platforms: linux
// title: what a compiler may leave out
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

extern void use(const char *);

int array(int fd)
{
    char key[4096] __attribute__((aligned(4096)));
    int result = 0;
    if (mlock(key, sizeof key) == -1)
        return -1;
    if (read(fd, key, sizeof key) == -1)
        result = -1;
    (void)munlock(key, sizeof key);
    bzero(key, sizeof key); // expect info: unwiped-secret "the function returns"
    return result;
}

/* munlock() might look at it. */
int seen_by_munlock(int fd)
{
    char *key = aligned_alloc(4096, 4096);
    if (key == NULL || mlock(key, 4096) == -1)
        return -1;
    if (read(fd, key, 4096) == -1)
        key[0] = 0;
    memset(key, 0, 4096);
    (void)munlock(key, 4096);
    free(key);
    return 0;
}

/* It was never locked. */
int plain(int fd)
{
    char *key = malloc(4096);
    if (key == NULL)
        return -1;
    if (read(fd, key, 4096) == -1)
        key[0] = 0;
    memset(key, 0, 4096);
    free(key);
    return 0;
}

/* Another block is freed. */
int other(int fd)
{
    char *key = aligned_alloc(4096, 4096), *page = malloc(10);
    if (key == NULL || page == NULL || mlock(key, 4096) == -1)
        return -1;
    if (read(fd, key, 4096) == -1)
        key[0] = 0;
    memset(key, 0, 4096);
    free(page);
    (void)munlock(key, 4096);
    free(key);
    return 0;
}
