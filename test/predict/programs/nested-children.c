/* A child of a child. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int generation(int left)
{
	int status;
	pid_t pid;

	if (left == 0)
		return 5;
	pid = fork();
	if (pid < 0)
		return 100;
	if (pid == 0)
		_exit(generation(left - 1) + 1);
	if (waitpid(pid, &status, 0) < 0)
		return 101;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 102;
}

int main(void)
{
	return generation(2);
}
