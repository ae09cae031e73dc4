/* An object that is no whole number of pages may lie on one page more; nobody knows how much of the limit is left. */
#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char wide[5000];

int main(void)
{
	struct rlimit three = { 3 * 4096, 3 * 4096 };
	char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED || setrlimit(RLIMIT_MEMLOCK, &three))
		return 9;
	if (mlock(wide, sizeof wide))
		return 1;
	if (mlock(p, 4096))
		return 2;
	return 0;
}
