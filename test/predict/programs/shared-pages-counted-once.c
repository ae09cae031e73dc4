/* Two small objects in one page are locked as one page; the limit is counted in pages. */
#include <errno.h>
#include <sys/mman.h>
#include <sys/resource.h>

static char first[16], second[16];
static char big[2 * 4096];

int main(void)
{
	struct rlimit two = { 2 * 4096, 2 * 4096 };

	if (setrlimit(RLIMIT_MEMLOCK, &two))
		return 9;
	if (mlock(first, sizeof first))
		return 1;
	if (mlock(second, sizeof second))
		return 2;
	if (mlock(big, sizeof big) == 0)
		return 3;
	return errno == ENOMEM ? 0 : 4;
}
