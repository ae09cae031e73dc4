#include <errno.h>
#include <sys/mman.h>
int hold(void *p, size_t n)
{
	if (n == 0)
		return -EINVAL;
	while (mlock(p, n) < 0) {
		if (errno != EAGAIN)
			return -errno;
	}
	return 0;
}
