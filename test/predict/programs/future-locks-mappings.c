/* After mlockall(MCL_FUTURE) a new mapping is locked: madvise(MADV_DONTNEED) is refused. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static int failures;

#define CHECK(what) \
	do { \
		if (what) { \
			printf("ok: %s\n", #what); \
		} else { \
			printf("not ok: %s (line %d)\n", #what, __LINE__); \
			failures++; \
		} \
	} while (0)

int main(void)
{
	long page = sysconf(_SC_PAGESIZE);
	char *before, *after;

	before = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(before != MAP_FAILED);
	if (mlockall(MCL_FUTURE) == -1) {
		perror("mlockall");
		return 77;
	}
	after = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(after != MAP_FAILED);
	CHECK(madvise(before, page, MADV_DONTNEED) == 0);
	errno = 0;
	CHECK(madvise(after, page, MADV_DONTNEED) == -1);
	CHECK(errno == EINVAL);
	CHECK(munlockall() == 0);
	CHECK(madvise(after, page, MADV_DONTNEED) == 0);
	return failures != 0;
}
