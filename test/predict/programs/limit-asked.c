/* What getrlimit() tells after setrlimit(). */
#include <stdio.h>
#include <sys/resource.h>

int main(void)
{
	struct rlimit old, new;

	if (getrlimit(RLIMIT_MEMLOCK, &old) != 0)
		return 1;
	new = old;
	new.rlim_cur = 0;
	if (setrlimit(RLIMIT_MEMLOCK, &new) != 0)
		return 2;
	if (getrlimit(RLIMIT_MEMLOCK, &new) != 0)
		return 3;
	if (new.rlim_cur != 0 || new.rlim_max != old.rlim_max)
		return 4;
	new.rlim_cur = new.rlim_max + 1;
	return setrlimit(RLIMIT_MEMLOCK, &new) == -1 ? 0 : 5;
}
