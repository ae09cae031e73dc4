/* With a limit of nothing, EPERM: the privilege is asked for first. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static char buffer[8192] __attribute__((aligned(4096)));

int main(void)
{
	struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_MEMLOCK, &none) != 0) {
		perror("setrlimit");
		return 3;
	}
	if (mlock(buffer, sizeof(buffer)) == 0) {
		printf("locked all the same\n");
		return 1;
	}
	switch (errno) {
	case EPERM:
		return 0;
	case ENOMEM:
		return 4;
	default:
		return 5;
	}
}
