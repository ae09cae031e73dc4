// repair: {"kind": "leave-retry", "site": "mlock(p, n)"}
// refused: it is another shape
#include <sys/mman.h>
int hold(void *p, size_t n)
{
	for (; mlock(p, n) == -1;)
		;
	return 0;
}
