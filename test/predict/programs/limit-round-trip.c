/* getrlimit/setrlimit round trip; raising hard limit */
#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void)
{
	struct rlimit a, b;
	if (getrlimit(RLIMIT_MEMLOCK, &a)) return 1;
	a.rlim_cur = 4096;
	a.rlim_max = 65536;
	if (setrlimit(RLIMIT_MEMLOCK, &a)) return 2;
	if (getrlimit(RLIMIT_MEMLOCK, &b)) return 3;
	if (b.rlim_cur != 4096 || b.rlim_max != 65536) return 4;
	a.rlim_cur = 65537;
	errno = 0;
	if (setrlimit(RLIMIT_MEMLOCK, &a) != -1) return 5;
	if (errno != EINVAL) return 6;
	a.rlim_cur = a.rlim_max;
	if (setrlimit(RLIMIT_MEMLOCK, &a)) return 7;
	if (setrlimit(-1, &a) != -1 || errno != EINVAL) return 8;
	return b.rlim_max / 4096;
}
