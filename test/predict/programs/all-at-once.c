/* Children that run side by side are waited for in any order. */
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int failed = 0, status, i;

	for (i = 0; i < 3; i++)
		if (fork() == 0)
			_exit(i == 1);
	while (wait(&status) > 0)
		if (!WIFEXITED(status) || WEXITSTATUS(status))
			failed++;
	return failed;
}
