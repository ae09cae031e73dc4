/* Locks are not inherited: msync(MS_INVALIDATE) is refused where memory is locked, and only there. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int status;
	pid_t child;
	char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 2;
	*p = 1;
	if (mlock(p, 4096) != 0)
		return 2;
	if (msync(p, 4096, MS_ASYNC | MS_INVALIDATE) != -1 || errno != EBUSY)
		return 1;
	child = fork();
	if (child < 0)
		return 2;
	if (child == 0) {
		if (msync(p, 4096, MS_ASYNC | MS_INVALIDATE) != 0)
			exit(1);
		exit(0);
	}
	if (waitpid(child, &status, 0) != child)
		return 2;
	if (!WIFEXITED(status))
		return 3;
	return WEXITSTATUS(status);
}
