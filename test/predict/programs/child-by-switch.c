/* child killed by writing to read-only memory */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
	int status, rc = 0;
	pid_t child;
	char *page = mmap(NULL, getpagesize(), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED) {
		perror("mmap");
		exit(EXIT_FAILURE);
	}
	child = fork();
	switch (child) {
	case -1:
		perror("fork");
		exit(EXIT_FAILURE);
	case 0:
		page[0] = 1;
		_exit(0);
	default:
		break;
	}
	if (wait(&status) == -1) {
		perror("wait");
		return 2;
	}
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV) {
		printf("child killed by %d: PASS\n", WTERMSIG(status));
		rc = 7;
	} else if (WIFEXITED(status)) {
		printf("child exited %d: FAIL\n", WEXITSTATUS(status));
		rc = 1;
	}
	return rc;
}
