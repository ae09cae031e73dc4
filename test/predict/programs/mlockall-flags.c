/* Which flags mlockall() takes. */
#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>

static int refused(int flags)
{
	errno = 0;
	if (mlockall(flags) == -1 && errno == EINVAL)
		return 1;
	printf("mlockall(%#x) was not refused\n", (unsigned)flags);
	munlockall();
	return 0;
}

int main(void)
{
	static const int wrong[] = { 0, MCL_ONFAULT, 8, MCL_CURRENT | 16, -1 };
	unsigned i;
	int bad = 0;

	for (i = 0; i < sizeof wrong / sizeof wrong[0]; ++i)
		if (!refused(wrong[i]))
			++bad;
	return bad;
}
