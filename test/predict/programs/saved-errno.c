/* errno survives clean-up in a variable. */
#include <errno.h>
#include <sys/mman.h>

static int checked(void *p)
{
	int ret = mlockall(32), saved = errno;

	munmap(p, 4096);
	errno = saved;
	return ret;
}

int main(void)
{
	void *p = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (checked(p) == -1)
		return errno;
	return 0;
}
