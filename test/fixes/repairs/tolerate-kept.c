// repair: {"kind": "tolerate", "site": "mlockall(MCL_CURRENT)", "errno": "ENOSYS"}
// refused: the result is tested elsewhere
#include <stdlib.h>
#include <sys/mman.h>
void hold(void)
{
	int result = mlockall(MCL_CURRENT);

	if (result == -1)
		abort();
}
