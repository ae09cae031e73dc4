/* A locked mapping stays locked when it moves and grows. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
	char *old = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *new;

	if (old == MAP_FAILED)
		return 2;
	strcpy(old, "text");
	if (mlock(old, 4096) != 0)
		return 3;
	new = mremap(old, 4096, 3 * 4096, MREMAP_MAYMOVE);
	if (new == MAP_FAILED)
		return 4;
	if (madvise(new, 3 * 4096, MADV_DONTNEED) == 0)
		return 5;
	if (strcmp(new, "text") != 0)
		return 6;
	return 0;
}
