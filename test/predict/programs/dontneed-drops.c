/* MADV_DONTNEED empties pages of one's own. */
#include <sys/mman.h>

int main(void)
{
	char *p = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return 2;
	p[0] = 1;
	p[4096] = 2;
	if (madvise(p, 4096, MADV_DONTNEED))
		return 3;
	return p[0] * 10 + p[4096] - 2;
}
