#include <sys/mman.h>
int use(int keeps)
{
	if (mlockall(MCL_CURRENT) == -1)
		return -1;
	if (!keeps) {
		(void)munlockall();
		return 0;
	} else
		return 1;
}
