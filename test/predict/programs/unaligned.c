/* Linux rounds the address down. */
#include <stdio.h>
#include <errno.h>
#include <sys/mman.h>
#include <stdint.h>

int main(void)
{
	uintptr_t start;
	char *p = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 2;
	start = (uintptr_t)p + 100;
	if (mlock((void *)start, 1) != 0)
		return errno == EPERM ? 3 : 4;
	if (madvise(p, 4096, MADV_DONTNEED) == 0)
		return 5;
	if (madvise(p + 4096, 4096, MADV_DONTNEED) != 0)
		return 6;
	if (munlock(p + 1, 4096) != 0)
		return 7;
	return madvise(p, 4096, MADV_DONTNEED);
}
