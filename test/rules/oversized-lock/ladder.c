// platforms: linux, qnx7, freebsd, macos
// title: each system's own way
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char passphrase[256];

static int lock_memory(void)
{
#if defined(__APPLE__)
    return mlockall(MCL_CURRENT) == -1 && errno != ENOSYS ? -1 : 0; // ok: nothing is locked there
#elif defined(__QNX__)
    return mlockall(MCL_FUTURE | MCL_CURRENT); // expect? hint: oversized-lock @qnx7
#else
    int result = mlockall(MCL_CURRENT); // expect? hint: oversized-lock @linux,freebsd

    if (result == -1)
        perror("mlockall");
    return result;
#endif
}

int main(void)
{
    const struct rlimit no_dump = { 0, 0 };

    if (setrlimit(RLIMIT_CORE, &no_dump) == -1)
        return 1;
    if (lock_memory() == -1)
        return 1;
    if (fgets(passphrase, sizeof passphrase, stdin) == NULL)
        return 1;
    explicit_bzero(passphrase, sizeof passphrase);
    return 0;
}
