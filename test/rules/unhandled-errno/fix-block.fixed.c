#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static char page[4096] __attribute__((aligned(4096)));

int hold_all(void)
{
    while (mlockall(MCL_CURRENT) < 0) {
        if (errno != EAGAIN) {
            int saved_errno = errno;
            perror("mlockall");
            return -saved_errno;
        }
        perror("still waiting");
        sleep(1);
    }
    return 0;
}

int at_once(void)
{
	int error = 0;

	if (mprotect(page, sizeof page, PROT_READ) != 0)
		return -errno;
	while (mlockall(MCL_CURRENT) != 0) {
		if (errno != EAGAIN)
			return -errno;
	}
	return error;
}
