/* MAP_LOCKED locks; over the limit it is EAGAIN, without any EPERM. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

int main(void)
{
	void *p = mmap(NULL, 32 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);

	if (p == MAP_FAILED) {
		if (errno == EAGAIN)
			return 10;
		if (errno == EPERM)
			return 11;
		return 12;
	}
	if (madvise(p, 4096, MADV_DONTNEED) != -1)
		return 1;
	return errno == EINVAL ? 0 : 2;
}
