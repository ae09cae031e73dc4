/* One object at two addresses. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
	int fd = memfd_create("twice", 0);
	char *a, *b;

	if (fd == -1 || ftruncate(fd, 4096))
		return 2;
	a = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	b = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (a == MAP_FAILED || b == MAP_FAILED)
		return 2;
	b[0] = 1;
	a[0] = 2;
	return b[0];
}
