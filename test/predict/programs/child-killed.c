/* kill the child with SIGKILL while it pauses */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
	int st;
	pid_t pid = fork();
	if (pid == 0) {
		mlockall(MCL_CURRENT);
		for (;;)
			pause();
	}
	if (pid < 0) return 1;
	if (kill(pid, SIGKILL)) return 2;
	while (waitpid(pid, &st, 0) == -1)
		if (errno != EINTR) return 3;
	if (WIFSIGNALED(st)) {
		fprintf(stderr, "killed by %d\n", WTERMSIG(st));
		return 128 + WTERMSIG(st);
	}
	return 0;
}
