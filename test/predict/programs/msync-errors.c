/* msync with invalid flags, unmapped memory, MS_INVALIDATE on locked */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#define CHECK(expr, want) do { errno = 0; int r_ = (expr); int e_ = errno; \
	if (!((want) == 0 ? r_ == 0 : r_ == -1 && e_ == (want))) { \
		printf("%s: returned %d errno %d, wanted %d\n", #expr, r_, e_, (want)); return __LINE__; } } while (0)
int main(void)
{
	long ps = sysconf(_SC_PAGESIZE);
	char *p = mmap(0, 2 * ps, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED) return 1;
	CHECK(msync(p, ps, MS_SYNC), 0);
	CHECK(msync(p, ps, MS_ASYNC | MS_SYNC), EINVAL);
	CHECK(msync(p + 1, ps, MS_SYNC), EINVAL);
	CHECK(msync(p, ps, ~0), EINVAL);
	CHECK(mlock(p, ps), 0);
	CHECK(msync(p, ps, MS_INVALIDATE), EBUSY);
	CHECK(munlock(p, ps), 0);
	CHECK(msync(p, ps, MS_INVALIDATE), 0);
	CHECK(munmap(p, 2 * ps), 0);
	CHECK(msync(p, ps, MS_SYNC), ENOMEM);
	return 0;
}
