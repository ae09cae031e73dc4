/* A lock outlives a change of protection, and does not allow what that forbids. */
#include <errno.h>
#include <sys/mman.h>

int main(void)
{
	char *p = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED || mlock(p, 4096))
		return 2;
	*p = 9;
	if (mprotect(p, 4096, PROT_READ))
		return 3;
	if (*p != 9)
		return 4;
	if (madvise(p, 4096, MADV_DONTNEED) == 0 || errno != EINVAL)
		return 5;
	*p = 10;
	return 0;
}
