/* A mapping that takes the place of a locked one is not locked, and is empty. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
	char *p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *q;

	if (p == MAP_FAILED)
		return 2;
	memset(p, 7, 3 * 4096);
	if (mlock(p, 3 * 4096))
		return 3;
	q = mmap(p + 4096, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	if (q != p + 4096)
		return 4;
	if (q[0] != 0 || p[0] != 7 || p[2 * 4096] != 7)
		return 5;
	if (madvise(q, 4096, MADV_DONTNEED) != 0)
		return 6;
	if (madvise(p, 4096, MADV_DONTNEED) != -1)
		return 7;
	return 0;
}
