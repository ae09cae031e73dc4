/* mremap() to a place that the caller names, and what MAP_FIXED_NOREPLACE finds there. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif
int main(void)
{
	size_t ps = getpagesize();
	char *a = mmap(NULL, 3 * ps, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *b;
	if (a == MAP_FAILED) return 1;
	errno = 0;
	b = mmap(a, ps, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	if (b != MAP_FAILED || errno != EEXIST) return 2;
	a[0] = 'q';
	b = mremap(a, ps, ps, MREMAP_MAYMOVE | MREMAP_FIXED, a + 2 * ps);
	if (b != a + 2 * ps) return 3;
	if (*b != 'q') return 4;
	errno = 0;
	if (munlock(a, ps) != -1 || errno != ENOMEM) return 5;
	if (mremap(a + ps, ps, ps, MREMAP_FIXED, a) != MAP_FAILED || errno != EINVAL) return 6;
	return 0;
}
