/* A file on disk, mapped and locked. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
	char name[] = "/tmp/mapped-XXXXXX";
	int fd = mkstemp(name);
	char *p;

	if (fd < 0)
		return 2;
	unlink(name);
	if (ftruncate(fd, 8192) != 0)
		return 2;
	p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return 3;
	if (mlock(p, 8192) != 0)
		return 4;
	strcpy(p, "hello");
	return p[1] == 'e' ? 0 : 1;
}
