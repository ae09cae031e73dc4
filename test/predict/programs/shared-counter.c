/* Memory that parent and child share. */
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (shared == MAP_FAILED)
		return 1;
	*shared = 1;
	if (fork() == 0) {
		*shared = 42;
		_exit(0);
	}
	wait(NULL);
	return *shared;
}
