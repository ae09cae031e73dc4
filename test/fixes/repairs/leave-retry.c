// repair: {"kind": "leave-retry", "site": "mlock(p, n)"}
#include <errno.h>
#include <sys/mman.h>
int hold(void *p, size_t n)
{
	if (n == 0)
		return -EINVAL;
	while (mlock(p, n) < 0)
		;
	return 0;
}
