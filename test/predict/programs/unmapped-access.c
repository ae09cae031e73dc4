/* A page in the middle is gone. */
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
	unsigned char *p = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned long i, sum = 0;

	if (p == MAP_FAILED)
		return 1;
	munmap(p + 4096, 4096);
	for (i = 0; i < 3 * 4096; i += 512)
		sum += p[i];
	printf("%lu\n", sum);
	return 0;
}
