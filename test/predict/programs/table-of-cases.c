/* Each row says what a call shall return and with which errno. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct test_case {
	const char *desc;
	int pages_from;
	int pages;
	int expected;
	int expected_errno;
};

static const struct test_case cases[] = {
	{ "all pages", 0, 1, 0, 0 },
	{ "from the second page", 1, 2, -1, ENOMEM },
	{ "through the hole", 0, 3, -1, ENOMEM },
	{ "after the hole", 2, 1, 0, 0 },
	{ "nothing", 0, 0, 0, 0 },
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	int failed = 0;
	char *base = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (base == MAP_FAILED)
		return 2;
	if (munmap(base + page, page) == -1)
		return 2;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct test_case *tc = &cases[i];
		int ret, err;

		errno = 0;
		ret = mlock(base + tc->pages_from * page, tc->pages * page);
		err = errno;
		if (ret != tc->expected) {
			printf("FAIL %s: returned %d, expected %d\n", tc->desc, ret, tc->expected);
			failed++;
		} else if (ret == -1 && err != tc->expected_errno) {
			printf("FAIL %s: errno %s\n", tc->desc, strerror(err));
			failed++;
		} else {
			printf("PASS %s\n", tc->desc);
		}
	}
	return failed ? 1 : 0;
}
