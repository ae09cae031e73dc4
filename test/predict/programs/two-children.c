/* Each child tells by its status what it found; all of them are waited for. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int with_limit(rlim_t bytes)
{
	struct rlimit r = { bytes, bytes };
	void *p = mmap(NULL, 16 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 30;
	if (setrlimit(RLIMIT_MEMLOCK, &r))
		return 31;
	if (mlock(p, 16 * 4096) == 0)
		return 0;
	return errno == ENOMEM ? 1 : errno == EPERM ? 2 : 3;
}

static int in_child(rlim_t bytes)
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		exit(with_limit(bytes));
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

int main(void)
{
	int small = in_child(4096), none = in_child(0);

	printf("small: %d, none: %d\n", small, none);
	return 10 * small + none;
}
