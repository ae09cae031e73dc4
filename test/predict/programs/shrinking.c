/* Half as much again and again, until it fits. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>

int main(void)
{
	size_t size = 64 * 4096;
	int rounds = 0;
	char *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 100;
	while (size >= 4096 && mlock(p, size) == -1) {
		if (errno != ENOMEM)
			return 50;
		size /= 2;
		rounds++;
	}
	return rounds;
}
