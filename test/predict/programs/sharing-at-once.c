/* Parent and child use the memory at the same time: who is first, nobody knows. */
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int *told = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (told == MAP_FAILED)
		return 100;
	pid_t child = fork();
	if (child == 0) {
		usleep(200000);
		_exit(told[0]);
	}
	told[0] = 7;
	int status;
	if (waitpid(child, &status, 0) != child)
		return 101;
	return WEXITSTATUS(status);
}
