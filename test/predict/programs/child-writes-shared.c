/* A child leaves what it found in memory that its parent sees; what is private, the parent does not see. */
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static int own = 3;

int main(void)
{
	int status;
	int *told = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (told == MAP_FAILED)
		return 100;
	told[0] = 5;
	for (int round = 0; round < 2; round++) {
		pid_t child = fork();
		if (child < 0)
			return 101;
		if (child == 0) {
			told[1] += told[0] * 2;
			told[0]++;
			own = 50;
			_exit(round);
		}
		if (waitpid(child, &status, 0) != child)
			return 103;
		if (WEXITSTATUS(status) != round)
			return 102;
	}
	return told[1] + told[0] + own;
}
