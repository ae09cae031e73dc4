/* A retry that ends at the first success. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

static char area[4096] __attribute__((aligned(4096)));

int main(void)
{
	int ret, tries = 0;

	do {
		ret = mlock(area, sizeof area);
		tries++;
	} while (ret == -1 && errno == EAGAIN && tries < 5);
	printf("%d tries\n", tries);
	if (ret == 0)
		return munlock(area, sizeof area);
	return errno;
}
