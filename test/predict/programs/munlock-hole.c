/* munlock() over a hole fails with ENOMEM. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static void die(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

int main(void)
{
	const size_t page = 4096;
	char *p = mmap(0, 5 * page, PROT_READ | PROT_WRITE, MAP_ANON | MAP_PRIVATE, -1, 0);

	if (p == MAP_FAILED)
		die("mmap");
	if (munmap(p + 2 * page, page))
		die("munmap");
	if (munlock(p, 5 * page) != -1)
		return 1;
	if (errno != ENOMEM)
		return 2;
	if (munlock(p, 2 * page) == -1)
		die("munlock");
	return EXIT_SUCCESS;
}
