/* SIGABRT. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
	if (munlockall() == 0) {
		fputs("giving up\n", stderr);
		abort();
	}
	return 0;
}
