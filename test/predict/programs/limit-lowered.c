/* A process that lowers its limit and is not privileged may lock no more. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

int main(void)
{
	struct rlimit limit;
	char *memory;

	limit.rlim_cur = 2 * 4096;
	limit.rlim_max = 2 * 4096;
	if (setrlimit(RLIMIT_MEMLOCK, &limit) == -1)
		exit(3);
	memory = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		exit(2);
	if (mlock(memory, 2 * 4096) == -1)
		exit(1);
	if (mlock(memory, 3 * 4096) == 0)
		exit(10);
	exit(errno == ENOMEM ? 0 : 11);
}
