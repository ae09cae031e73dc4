/* Reading is fine, writing is not. */
#include <sys/mman.h>
#include <stdio.h>

static int sum(const unsigned char *bytes, int count)
{
	int total = 0;

	while (count-- > 0)
		total += *bytes++;
	return total;
}

int main(void)
{
	unsigned char *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 1;
	printf("%d\n", sum(p, 32));
	p[5] = 1;
	return 0;
}
