/* mprotect removes write, the write kills the process by SIGSEGV */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void)
{
	int pagesize = getpagesize();
	char *buffer;
	if (posix_memalign((void **)&buffer, pagesize, 4 * pagesize) != 0)
		exit(EXIT_FAILURE);
	printf("Start of region: %p\n", (void *)buffer);
	if (mprotect(buffer + pagesize * 2, pagesize, PROT_READ) == -1)
		exit(EXIT_FAILURE);
	for (char *p = buffer;;)
		*(p++) = 'a';
	printf("Loop completed\n");
	exit(EXIT_SUCCESS);
}
