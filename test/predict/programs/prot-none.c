/* PROT_NONE memory cannot be locked, since it cannot be brought in. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
	char *p = mmap(NULL, 8192, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	assert(p != MAP_FAILED);
	if (mlock(p, 8192) == 0)
		return 1;
	if (errno == EPERM)
		return 9;
	assert(errno == ENOMEM);
	assert(mprotect(p, 4096, PROT_READ | PROT_WRITE) == 0);
	p[0] = 42;
	assert(p[0] == 42);
	return p[4096];
}
