/* mlock2() knows one flag. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
	char *p = mmap(NULL, 12288, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int rc;

	if (p == MAP_FAILED)
		return 2;
	rc = mlock2(p, 12288, 2);
	if (rc != -1 || errno != EINVAL)
		return 1;
	rc = mlock2(p, 12288, MLOCK_ONFAULT | 0x100);
	if (rc != -1 || errno != EINVAL)
		return 1;
	if (mlock2(p, 4096, MLOCK_ONFAULT) != 0)
		return errno == EPERM ? 3 : 4;
	if (mlock2(p, 4096, 0) != 0)
		return 5;
	return munlock(p, 12288);
}
