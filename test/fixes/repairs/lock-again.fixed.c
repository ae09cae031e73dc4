#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>
int work(char *p, size_t n)
{
	int count;

	if (mlock(p, n) != 0)
		return -errno;
	for (count = 0; count < 3; count++)
		p[0] = 1;
	if (fork() != 0)
		return 0;
	if (mlock(p, n) == -1)
		return -errno;
	if (count == 3 || p[1] == 0)
		return 1;
	return 0;
}
