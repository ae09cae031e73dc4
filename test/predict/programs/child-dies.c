/* The child touches what is not mapped any more; its parent sees of what it died. */
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int status = 0;
	pid_t pid;
	volatile char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 2;
	p[10] = 'x';
	pid = fork();
	if (pid == -1)
		return 2;
	if (pid == 0) {
		munmap((void *)p, 4096);
		p[10] = 'y';
		_exit(0);
	}
	if (wait(&status) != pid)
		return 2;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV) {
		puts("the child was killed, as it should be");
		return p[10] == 'x' ? 0 : 1;
	}
	return 1;
}
