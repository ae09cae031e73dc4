/* A mapping that is longer than its object. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
	int fd = memfd_create("short", 0);
	char *p;

	if (fd < 0)
		return 2;
	if (ftruncate(fd, 4096) != 0)
		return 3;
	p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		return 4;
	p[100] = 1;
	p[5000] = 1;
	return 0;
}
