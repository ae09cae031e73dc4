/* A loop of children, each with its own status. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int i, total = 0, status;

	for (i = 0; i < 4; i++) {
		pid_t pid = fork();

		if (pid < 0)
			return 99;
		if (pid == 0)
			exit(i);
		if (waitpid(pid, &status, 0) == pid && WIFEXITED(status))
			total += WEXITSTATUS(status);
	}
	return total;
}
