/* mincore() tells which pages are there. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

int main(void)
{
	unsigned char vec[4];
	int i, there = 0;
	char *p = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 2;
	if (mlock(p + 4096, 2 * 4096) != 0)
		return 3;
	memset(vec, 0, sizeof vec);
	if (mincore(p, 4 * 4096, vec) != 0)
		return 4;
	for (i = 0; i < 4; i++)
		there += vec[i] & 1;
	return there == 2 ? 0 : 1;
}
